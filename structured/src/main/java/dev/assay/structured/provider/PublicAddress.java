package dev.assay.structured.provider;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from all others: this machine's, a private network's, a cloud's metadata service. Source: IANA's registries of
 * special-purpose addresses (RFC 6890).
 */
final class PublicAddress {

    private static final List<Block> SPECIAL_4 = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8",
            "100.64.0.0/10", // between a provider and its customers
            "127.0.0.0/8",
            "169.254.0.0/16", // the link, and the metadata of clouds
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    private static final Block GLOBAL_6 = Block.of("2000::/3");
    private static final List<Block> SPECIAL_6 = blocks(
            "2001::/23", // Teredo, benchmarks, ORCHID
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: an address of IPv4 within
            "3fff::/20"); // documentation

    /** An address of IPv4 in its last four bytes, to which the network translates. */
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress(); // one of IPv4 that is mapped into IPv6 is one of IPv4 for Java
        if (address instanceof Inet4Address) {
            return isPublic4(bytes);
        }
        if (NAT64.holds(bytes)) {
            return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
        }
        return GLOBAL_6.holds(bytes)
                && SPECIAL_6.stream().noneMatch(block -> block.holds(bytes))
                && (!isIsatap(bytes) || isPublic4(Arrays.copyOfRange(bytes, 12, 16)));
    }

    private static boolean isPublic4(byte[] bytes) {
        return SPECIAL_4.stream().noneMatch(block -> block.holds(bytes));
    }

    /** ISATAP (RFC 5214) puts an address of IPv4 behind 0000:5efe or 0200:5efe. */
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == (byte) 0xFE;
    }

    private static List<Block> blocks(String... blocks) {
        return Arrays.stream(blocks).map(Block::of).toList();
    }

    private static final class Block {
        private final byte[] start;
        private final int bits;

        private Block(byte[] start, int bits) {
            this.start = start;
            this.bits = bits;
        }

        static Block of(String block) {
            int slash = block.indexOf('/');
            try {
                // Literals are not looked up.
                byte[] start = InetAddress.getByName(block.substring(0, slash)).getAddress();
                return new Block(start, Integer.parseInt(block.substring(slash + 1)));
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(block + " is no block of addresses", impossible);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xFF : 0xFF << (8 - (bits - bit));
                if (((address[bit / 8] ^ start[bit / 8]) & mask & 0xFF) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
