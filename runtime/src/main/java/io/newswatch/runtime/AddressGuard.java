package io.newswatch.runtime;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.jspecify.annotations.Nullable;

/// Keeps whoever may name an address (a feed, its pages and redirects, a webhook) from making Newswatch talk to the machines
/// behind its firewall (server-side request forgery). It sits where the client resolves names: every address of every
/// connection passes, literal ones too, and the addresses that were judged are the ones that are connected to, so neither a
/// redirect nor a name that changes its address gets around it. One forbidden address among several refuses the host.
///
/// Only what is plainly public passes; what is meant to be reached inside is named by `host:port`. Immutable, safe for use by
/// many threads.
public final class AddressGuard implements DnsResolver {

    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_HEADER = 32 * 1024;

    private final Set<String> allowed;
    private final UnaryOperator<String> remedy;

    /// @param allowed `host:port`, exempt from the guard; an IPv6 address with or without its brackets
    /// @param remedy  tells people how to allow a `host:port`
    public AddressGuard(Collection<String> allowed, UnaryOperator<String> remedy) {
        this.allowed = allowed.stream().map(AddressGuard::place).collect(Collectors.toSet());
        this.remedy = remedy;
    }

    private static String place(String hostAndPort) {
        return hostAndPort.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
    }

    /// An address that must not be connected to. Thrown by the resolver since that is its only way to say no.
    public static final class Refusal extends UnknownHostException {

        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }

    /// The beginnings of a pool of connections that all pass this guard, and whose answers cannot have headers without end.
    public PoolingHttpClientConnectionManagerBuilder connections() {
        var limits = Http1Config.custom().setMaxHeaderCount(MOST_HEADERS).setMaxLineLength(LONGEST_HEADER).build();
        return PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(this)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(limits).build());
    }

    /// @throws Refusal              when the host has an address that is not public, and is not exempt
    /// @throws UnknownHostException when there is no such host
    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var addresses = InetAddress.getAllByName(host);
        var place = place(host + ":" + port);
        if (!allowed.contains(place)) {
            for (var address : addresses) {
                var kind = forbidden(address);
                if (kind != null) {
                    throw new Refusal(host + ":" + port + " is " + kind + " (" + address.getHostAddress()
                            + "), no public address; " + remedy.apply(place));
                }
            }
        }
        return Arrays.stream(addresses).map(address -> new InetSocketAddress(address, port)).toList();
    }

    /// Without a port nothing is exempt.
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return resolve(host, 0).stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /// Looks through addresses that carry an IPv4 address in them.
    ///
    /// @return what is wrong with an address; null when it is of the public internet
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
        return address instanceof Inet4Address ? forbidden4(bytes, 0) : forbidden6(bytes);
    }

    private static @Nullable String forbidden6(byte[] bytes) {
        int first = pair(bytes, 0);
        int second = pair(bytes, 2);
        if ((first & 0xfe00) == 0xfc00) {
            return "a private address";
        }
        if (first == 0x2002) { // 6to4
            return forbidden4(bytes, 2);
        }
        if (first == 0x64 && second == 0xff9b) { // NAT64, and its prefix for local use
            return pair(bytes, 4) == 0 ? forbidden4(bytes, 12) : "a private address";
        }
        boolean global = (first & 0xe000) == 0x2000 && first != 0x3fff;
        boolean teredoOrTest = first == 0x2001 && (second == 0 || second == 0xdb8 || (second & 0xfff0) == 0x10
                || (second & 0xfff0) == 0x20);
        return global && !teredoOrTest ? null : "a reserved address";
    }

    private static int pair(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
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
                || (a == 192 && b == 88 && c == 99) || (a == 198 && (b & 0xfe) == 18)
                || (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
        return reserved ? "a reserved address" : null;
    }
}
