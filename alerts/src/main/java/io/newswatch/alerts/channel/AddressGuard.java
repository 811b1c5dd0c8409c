package io.newswatch.alerts.channel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.apache.hc.client5.http.DnsResolver;

/// Lets a webhook reach public addresses only, so that a rule cannot make Newswatch talk to the machines behind its
/// firewall (server-side request forgery). It sits where the client resolves names: every address of every connection
/// passes, literal ones too, and the addresses that were judged are the ones that are connected to. What is meant to be
/// reached inside is named by `host:port`. Safe for use by many threads.
final class AddressGuard implements DnsResolver {

    private final Set<String> allowed;

    /// @param allowed `host:port`, lower case
    AddressGuard(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /// An address that must not be connected to.
    static final class Forbidden extends UnknownHostException {

        private static final long serialVersionUID = 1;

        Forbidden(String message) {
            super(message);
        }
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var addresses = InetAddress.getAllByName(bare(host));
        var result = new ArrayList<InetSocketAddress>();
        boolean named = allowed.contains(bare(host).toLowerCase(Locale.ROOT) + ":" + port);
        for (var address : addresses) {
            if (!named && !isPublic(address)) {
                throw new Forbidden(host + " is " + address.getHostAddress() + ", which is no public address; if it is "
                        + "meant, write allow: [\"" + bare(host) + ":" + port + "\"] in the channel");
            }
            result.add(new InetSocketAddress(address, port));
        }
        return result;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = InetAddress.getAllByName(bare(host));
        for (var address : addresses) {
            if (!isPublic(address)) {
                throw new Forbidden(host + " is " + address.getHostAddress() + ", which is no public address");
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /// Whether an address is of the public internet, looking through addresses that carry an IPv4 address in them.
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        var b = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublic4(b[0] & 255, b[1] & 255, b[2] & 255);
        }
        int first = pair(b, 0);
        int second = pair(b, 2);
        if (first == 0x2002) { // 6to4
            return isPublic4(b[2] & 255, b[3] & 255, b[4] & 255);
        }
        if (first == 0x64 && second == 0xff9b) { // NAT64, and its local-use prefix
            return b[4] == 0 && b[5] == 0 && isPublic4(b[12] & 255, b[13] & 255, b[14] & 255);
        }
        boolean global = (first & 0xe000) == 0x2000;
        boolean teredoOrTest = first == 0x2001 && (second == 0 || second == 0xdb8 || (second & 0xfff0) == 0x10
                || (second & 0xfff0) == 0x20);
        return global && !teredoOrTest && first != 0x3fff;
    }

    private static int pair(byte[] bytes, int at) {
        return ((bytes[at] & 255) << 8) | (bytes[at + 1] & 255);
    }

    private static boolean isPublic4(int a, int b, int c) {
        return !(a == 0 || a == 10 || a == 127 || a >= 224 || (a == 100 && b >= 64 && b < 128) || (a == 169 && b == 254)
                || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168)
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 192 && b == 88 && c == 99) || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113));
    }
}
