package dev.assay.store.columns;

import java.util.HexFormat;
import java.util.UUID;

/** Trace and span ids as the columns hold them: 16 and 8 bytes instead of hexadecimal digits. */
final class Ids {

    private static final HexFormat HEX = HexFormat.of();

    private Ids() {}

    static UUID trace(String hex) {
        return new UUID(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }

    static String trace(UUID uuid) {
        return HEX.toHexDigits(uuid.getMostSignificantBits()) + HEX.toHexDigits(uuid.getLeastSignificantBits());
    }

    static long span(String hex) {
        return HexFormat.fromHexDigitsToLong(hex);
    }

    static String span(long id) {
        return HEX.toHexDigits(id);
    }
}
