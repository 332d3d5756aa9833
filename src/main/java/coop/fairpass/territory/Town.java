package coop.fairpass.territory;

import coop.fairpass.directory.PostalCode;

/** The last line of an address, as somebody wrote it: {@code 21000 DIJON}. */
public record Town(PostalCode postalCode, String name) {}
