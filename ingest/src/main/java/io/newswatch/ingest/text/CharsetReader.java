package io.newswatch.ingest.text;

import com.ibm.icu.text.CharsetDetector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Bytes to characters, by the first of these that decodes without an error: byte order mark, HTTP header, the document's own
/// declaration (XML or HTML), escapes of ISO-2022, UTF-8, the charset that ICU finds most likely, Windows-1252.
///
/// Stateless: safe for use by many threads.
public final class CharsetReader {

    private static final int LOOK_AT = 4_096;
    private static final int LOOK_AT_FOR_BINARY = 65_536;
    private static final Pattern HEADER = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([^\\s;\"',]+)");
    private static final Pattern XML = Pattern
            .compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']");
    private static final Pattern META = Pattern
            .compile("(?i)<meta[^>]{0,300}?charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_.:-]{2,40})");

    private CharsetReader() {}

    /// What bytes say.
    ///
    /// @param text   the characters
    /// @param repair that another charset was declared than the one the bytes are in; null when that was not so
    public record Decoded(String text, @Nullable String repair) {}

    /// @param contentType the HTTP header; null when there was none
    public static String decode(byte[] bytes, @Nullable String contentType) {
        return read(bytes, contentType).text();
    }

    /// Whether bytes are a picture, an archive or the like: of the characters they would be more than one in fifty is a control
    /// character, belongs to no script, or is none at all.
    public static boolean looksBinary(byte[] bytes) {
        var text = decode(bytes.length > LOOK_AT_FOR_BINARY ? Arrays.copyOf(bytes, LOOK_AT_FOR_BINARY) : bytes, null);
        return text.codePoints().filter(CharsetReader::isOfNoText).count() * 50 > text.length();
    }

    private static boolean isOfNoText(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> "\t\n\r\f\u001a\u001b\u0085".indexOf(c) < 0;
            case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> c == 0xfffd;
        };
    }

    /// @param contentType the HTTP header; null when there was none
    public static Decoded read(byte[] bytes, @Nullable String contentType) {
        var marked = byMark(bytes);
        if (marked != null) {
            return new Decoded(marked, null);
        }
        var start = new String(bytes, 0, Math.min(bytes.length, LOOK_AT), StandardCharsets.ISO_8859_1);
        var named = find(HEADER, contentType == null ? "" : contentType);
        var declared = find(XML, start);
        var said = named != null ? named : declared != null ? declared : find(META, start);
        for (var charset : new Charset[]{named, utf16(bytes), declared != null ? declared : find(META, start),
                iso2022(bytes), StandardCharsets.UTF_8}) {
            var text = charset == null ? null : strictly(bytes, charset);
            if (text != null) {
                return new Decoded(text, repair(said, charset));
            }
        }
        var guessed = guessed(bytes);
        return new Decoded(new String(bytes, guessed), repair(said, guessed));
    }

    private static @Nullable String repair(@Nullable Charset said, Charset found) {
        return said == null || said.equals(found)
                ? null
                : "declared as " + said.name() + " but not in it; read as " + found.name();
    }

    private static @Nullable String byMark(byte[] b) {
        if (b.length >= 3 && (b[0] & 0xff) == 0xef && (b[1] & 0xff) == 0xbb && (b[2] & 0xff) == 0xbf) {
            return new String(b, 3, b.length - 3, StandardCharsets.UTF_8);
        }
        if (b.length >= 4 && b[0] == 0 && b[1] == 0 && (b[2] & 0xff) == 0xfe && (b[3] & 0xff) == 0xff) {
            return new String(b, 4, b.length - 4, StandardCharsets.UTF_32BE);
        }
        if (b.length >= 4 && (b[0] & 0xff) == 0xff && (b[1] & 0xff) == 0xfe && b[2] == 0 && b[3] == 0) {
            return new String(b, 4, b.length - 4, StandardCharsets.UTF_32LE);
        }
        if (b.length >= 2 && (b[0] & 0xff) == 0xfe && (b[1] & 0xff) == 0xff) {
            return new String(b, 2, b.length - 2, StandardCharsets.UTF_16BE);
        }
        if (b.length >= 2 && (b[0] & 0xff) == 0xff && (b[1] & 0xff) == 0xfe) {
            return new String(b, 2, b.length - 2, StandardCharsets.UTF_16LE);
        }
        return null;
    }

    /// A document that starts with `<` in two or four bytes a character.
    private static @Nullable Charset utf16(byte[] b) {
        if (b.length < 4) {
            return null;
        }
        if (b[0] == 0 && b[1] == 0 && b[2] == 0 && b[3] == '<') {
            return StandardCharsets.UTF_32BE;
        }
        if (b[0] == '<' && b[1] == 0 && b[2] == 0 && b[3] == 0) {
            return StandardCharsets.UTF_32LE;
        }
        if (b[0] == 0 && b[1] == '<') {
            return StandardCharsets.UTF_16BE;
        }
        return b[0] == '<' && b[1] == 0 ? StandardCharsets.UTF_16LE : null;
    }

    private static @Nullable Charset iso2022(byte[] bytes) {
        int to = Math.min(bytes.length, LOOK_AT);
        for (int i = 0; i + 2 < to; i++) {
            if (bytes[i] == 0x1b && (bytes[i + 1] == '$' || bytes[i + 1] == '(')) {
                return bytes[i + 2] == ')' ? named("ISO-2022-KR") : named("ISO-2022-JP");
            }
        }
        return null;
    }

    private static @Nullable Charset find(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? named(matcher.group(1)) : null;
    }

    /// By the names of the web, where Latin 1 is Windows-1252 and so on.
    private static @Nullable Charset named(String name) {
        var usual = switch (name.toLowerCase(Locale.ROOT)) {
            case "iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso8859-1" -> "windows-1252";
            case "iso-8859-9", "latin5" -> "windows-1254";
            case "gb2312", "gbk", "gb_2312-80", "x-gbk" -> "GB18030";
            case "shift_jis", "shift-jis", "sjis", "x-sjis" -> "windows-31j";
            case "euc-kr", "ks_c_5601-1987", "korean" -> "x-windows-949";
            case "tis-620", "iso-8859-11" -> "x-windows-874";
            case "utf8" -> "UTF-8";
            case "x-user-defined", "utf-7", "cesu-8" -> "";
            default -> name;
        };
        try {
            return usual.isEmpty() ? null : Charset.forName(usual);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return null;
        }
    }

    private static @Nullable String strictly(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static Charset guessed(byte[] bytes) {
        var match = new CharsetDetector()
                .setText(bytes.length > 64_000 ? java.util.Arrays.copyOf(bytes, 64_000) : bytes)
                .detect();
        var charset = match == null || match.getConfidence() < 10 ? null : named(match.getName());
        return charset == null ? Charset.forName("windows-1252") : charset;
    }
}
