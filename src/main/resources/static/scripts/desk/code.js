// Reads a voucher's code while it is typed, as VoucherCode does on the server: a test holds the two together.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS = 13;
const SEPARATOR = /^[\p{Z}\p{Pd}\t\n\u000b\f\r\u001c-\u001f]$/u;

const DAMM = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];

// The check digit of a booklet's nine digits; nought for its ten.
export function damm(digits) {
  return [...digits].reduce((row, digit) => Number(DAMM[row][Number(digit)]), 0);
}

// Whether a text is the public number of a booklet or of a voucher, which redeems nothing, as Serial reads it.
export function isSerial(text) {
  const digits = [...text].filter((c) => !SEPARATOR.test(c)).join("");
  return /^\d{10}(\d\d)?$/.test(digits) && damm(digits.slice(0, 10)) === 0;
}

function valueOf(typed) {
  const c = typed >= "a" && typed <= "z" ? typed.toUpperCase() : typed;
  return c === "O" ? 0 : c === "I" || c === "L" ? 1 : ALPHABET.indexOf(c);
}

// Multiplies by α, a root of x⁵ + x² + 1.
function timesAlpha(value) {
  return (value << 1) ^ (value & 16 ? 0b100101 : 0);
}

// { fault, count }: READ, UNKNOWN_CHARACTER, WRONG_LENGTH or WRONG_CHECK_CHARACTER, and how many characters were read.
export function readCode(text) {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (SEPARATOR.test(c)) {
      continue;
    }
    const value = valueOf(c);
    if (value < 0) {
      return { fault: "UNKNOWN_CHARACTER", count, at: c };
    }
    if (count >= CHARACTERS) {
      return { fault: "WRONG_LENGTH", count: count + 1 };
    }
    sum = timesAlpha(sum) ^ value;
    count++;
  }
  if (count < CHARACTERS) {
    return { fault: "WRONG_LENGTH", count };
  }
  return { fault: sum === 0 ? "READ" : "WRONG_CHECK_CHARACTER", count };
}
