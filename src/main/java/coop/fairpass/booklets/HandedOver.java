package coop.fairpass.booklets;

/** A booklet that was just handed over, as its page says it; {@code lastDay} in words. */
public record HandedOver(String serial, int vouchers, String lastDay) {

    /** How pages name it in an address. */
    public String address() {
        return serial.replace(" ", "");
    }
}
