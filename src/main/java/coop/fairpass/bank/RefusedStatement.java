package coop.fairpass.bank;

/** A statement left out whole, and why. */
public record RefusedStatement(String id, RowMessage reason) {}
