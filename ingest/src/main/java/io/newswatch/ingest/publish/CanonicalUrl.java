package io.newswatch.ingest.publish;

import crawlercommons.domains.PaidLevelDomain;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one form of a page's address by which it is known again: scheme and host in lower case, no default port, user,
/// fragment, tracking parameter or AMP variant; `..` resolved; percent-encoding in its normal form. Careful on purpose: what
/// might be another article (order of parameters, `www.`, `m.`, the scheme) stays as it is. Immutable, safe to share.
///
/// @param text the address
/// @param host its host, in ASCII
public record CanonicalUrl(String text, String host) {

    private static final int LONGEST = 2_000;

    private static final Set<String> TRACKING = Set.of("fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid",
            "yclid", "ysclid", "twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid", "_ga", "_gl", "ref_src",
            "ref_url", "cmpid", "ocid", "ito", "s_cid", "xtor", "spm", "mkt_tok", "hsctatracking", "_hsenc", "_hsmi",
            "wt_mc", "wt.mc_id", "soc_src", "soc_trk", "guccounter", "guce_referrer", "guce_referrer_sig", "feature",
            "__twitter_impression", "cvid", "smid", "smtyp", "partner", "amp", "amp_js_v", "usqp", "outputtype");
    private static final Pattern TRACKING_FAMILY = Pattern.compile("(?:utm|at|ns|pk|mtm|hsa|vero|oly|stm)_.+");
    private static final Set<String> REFERRER = Set.of("ref", "source", "src", "from", "via", "feed", "medium",
            "campaign", "cmp", "rss", "traffic_source", "channel");
    private static final Set<String> REFERRERS = Set.of("rss", "feed", "feeds", "twitter", "facebook", "telegram",
            "whatsapp", "newsletter", "rssfeed", "1", "true", "share", "social");

    private static final Pattern AMP_CACHE = Pattern.compile(
            "^https?://(?:www\\.google\\.[a-z.]+/amp|[^/]+\\.cdn\\.ampproject\\.org/[vc])/(s/)?(.+)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AMP_PATH = Pattern.compile("(?:/amp/?|\\.amp)$|\\.amp(?=\\.html?$)");
    private static final Pattern ENCODED = Pattern.compile("%([0-9a-fA-F]{2})");
    private static final Pattern UNSAFE = Pattern.compile("[\\s\"<>\\\\^`{|}]");

    /// @return empty for null and for anything that is no http or https address
    public static Optional<CanonicalUrl> of(@Nullable String address) {
        if (address == null || address.isBlank() || address.length() > LONGEST) {
            return Optional.empty();
        }
        var cached = AMP_CACHE.matcher(address.strip());
        var original = cached.matches()
                ? (cached.group(1) == null ? "http://" : "https://") + cached.group(2)
                : address.strip();
        return parse(original).flatMap(CanonicalUrl::normalise);
    }

    /// Reads an address as browsers do: blanks and other characters that should have been encoded are.
    ///
    /// @return empty when it is no absolute http or https address with a host
    public static Optional<URI> parse(String address) {
        var encoded = UNSAFE.matcher(address.strip()).replaceAll(m -> "%%%02X".formatted((int) m.group().charAt(0)));
        try {
            var uri = new URI(encoded);
            var scheme = uri.getScheme();
            if (scheme == null || uri.getRawAuthority() == null
                    || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
                return Optional.empty();
            }
            if (uri.getHost() == null) {
                uri = withAsciiHost(uri);
            }
            return uri == null ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// @return the host without a leading `www.`: how people name the site
    public String site() {
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    /// @return the registrable domain of a host ("bbc.co.uk" of "news.bbc.co.uk"); the host itself where it has none
    public static String domain(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        if (lower.indexOf('.') < 0 || lower.indexOf(':') >= 0 || Character.isDigit(lower.charAt(lower.length() - 1))) {
            return lower;
        }
        var domain = PaidLevelDomain.getPLD(lower);
        return domain == null || domain.isBlank() ? lower : domain;
    }

    private static @Nullable URI withAsciiHost(URI uri) throws URISyntaxException {
        var authority = uri.getRawAuthority();
        var server = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = server.lastIndexOf(':');
        var host = colon < 0 ? server : server.substring(0, colon);
        var port = colon < 0 ? "" : server.substring(colon);
        var ascii = host.startsWith("[") ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var again = new URI(uri.getScheme() + "://" + ascii + port + uri.getRawPath() + query);
        return again.getHost() == null ? null : again;
    }

    private static Optional<CanonicalUrl> normalise(URI uri) {
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.isEmpty()) {
            return Optional.empty();
        }
        int port = uri.getPort();
        boolean usual = port < 0 || port == (scheme.equals("http") ? 80 : 443);
        var path = uri.normalize().getRawPath();
        while (path.startsWith("/../")) {
            path = path.substring(3);
        }
        path = AMP_PATH.matcher(encoding(path)).replaceFirst("");
        var text = scheme + "://" + host + (usual ? "" : ":" + port) + (path.isEmpty() ? "/" : path)
                + query(uri.getRawQuery());
        return Optional.of(new CanonicalUrl(text, host));
    }

    private static String query(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        var kept = new ArrayList<String>();
        for (var parameter : query.split("&", -1)) {
            if (!parameter.isEmpty() && !isTracking(parameter)) {
                kept.add(encoding(parameter));
            }
        }
        return kept.isEmpty() ? "" : "?" + String.join("&", kept);
    }

    private static boolean isTracking(String parameter) {
        int equals = parameter.indexOf('=');
        var name = (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
        var value = equals < 0 ? "" : parameter.substring(equals + 1).toLowerCase(Locale.ROOT);
        if (name.equals("outputtype") || name.equals("feature") || name.equals("partner")) {
            return value.equals("amp") || value.equals("youtu.be") || value.equals("rss");
        }
        return TRACKING.contains(name) || TRACKING_FAMILY.matcher(name).matches()
                || (REFERRER.contains(name) && REFERRERS.contains(value));
    }

    /// Upper-case hexadecimal digits, and no encoding of what needs none.
    private static String encoding(String part) {
        return ENCODED.matcher(part).replaceAll(m -> {
            char c = (char) Integer.parseInt(m.group(1), 16);
            boolean unreserved = c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            return Matcher.quoteReplacement(unreserved ? String.valueOf(c) : m.group().toUpperCase(Locale.ROOT));
        });
    }
}
