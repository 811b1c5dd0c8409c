package io.newswatch.ingest.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;

/// Keeps feeds from pointing into our own network. Asked for every connection with the very addresses that will be
/// connected to, so neither a redirect nor a name that changes its address gets around it. One forbidden address among
/// several refuses the host. Immutable, safe for use by many threads.
final class AddressGuard implements DnsResolver {

    private final Set<String> allowed;

    /// @param allowed `host:port`, exempt from the guard
    AddressGuard(List<String> allowed) {
        this.allowed = allowed.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /// Thrown by the resolver since that is its only way to say no.
    static final class Refusal extends UnknownHostException {

        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (!allowed.contains(bare.toLowerCase(Locale.ROOT) + ":" + port)) {
            for (var address : addresses) {
                var kind = forbidden(address);
                if (kind != null) {
                    throw new Refusal(host + ":" + port + " is " + kind + " (" + address.getHostAddress()
                            + "); to allow it add \"" + host + ":" + port + "\" to ingest.allowed-hosts");
                }
            }
        }
        return List.of(addresses).stream().map(address -> new InetSocketAddress(address, port)).toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return resolve(host, 0).stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    /// @return what is wrong with an address; null when it is a public one
    static @Nullable String forbidden(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return "this machine";
        }
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return "no single machine";
        }
        if (address.isLinkLocalAddress()) {
            return "a link-local or metadata address";
        }
        if (address.isSiteLocalAddress()) {
            return "a private address";
        }
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return forbidden4(bytes, 0);
        }
        if (address instanceof Inet6Address) {
            int first = bytes[0] & 0xff;
            int second = bytes[1] & 0xff;
            if ((first & 0xfe) == 0xfc) {
                return "a private address";
            }
            if (first == 0x20 && second == 0x02) {
                return forbidden4(bytes, 2);
            }
            boolean nat64 = first == 0 && second == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
            boolean mapped = first == 0 && second == 0;
            if (nat64 || mapped) {
                return forbidden4(bytes, 12);
            }
            return first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0 ? "a tunnel (Teredo)" : null;
        }
        return null;
    }

    private static @Nullable String forbidden4(byte[] bytes, int at) {
        int a = bytes[at] & 0xff;
        int b = bytes[at + 1] & 0xff;
        int c = bytes[at + 2] & 0xff;
        if (a == 127) {
            return "this machine";
        }
        if (a == 10 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168) || (a == 100 && b >= 64 && b < 128)) {
            return "a private address";
        }
        if (a == 169 && b == 254) {
            return "a link-local or metadata address";
        }
        boolean reserved = a == 0 || a >= 224 || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 198 && (b & 0xfe) == 18)
                || (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
        return reserved ? "a reserved address" : null;
    }
}
