package io.newswatch.enrich.echo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Reads what a [ByteWriter] wrote. Damaged bytes give an [IllegalArgumentException], never an endless loop or a huge
/// array. Not safe for use by several threads.
public final class ByteReader {

    private final byte[] bytes;
    private int at;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A number that counts or measures: never negative.
    public int count() {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw damaged("a count of " + value);
        }
        return (int) value;
    }

    /// How many things follow, each of at least one byte.
    public int things() {
        int value = count();
        if (value > bytes.length - at) {
            throw damaged(value + " things in " + (bytes.length - at) + " bytes");
        }
        return value;
    }

    public int small() {
        long value = number();
        if (value != (int) value) {
            throw damaged("a small number of " + value);
        }
        return (int) value;
    }

    /// One of the constants of an enum, told by its place among them.
    public <E> E oneOf(E[] constants) {
        int place = count();
        if (place >= constants.length) {
            throw damaged("constant " + place + " of " + constants.length);
        }
        return constants[place];
    }

    /// A length, told as the end of what begins at `start`.
    public int endOf(int start) {
        int length = count();
        if (length > Integer.MAX_VALUE - start) {
            throw damaged("a length of " + length);
        }
        return start + length;
    }

    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw damaged("a number without end");
    }

    public boolean flag() {
        return octet() != 0;
    }

    public double decimal() {
        return Double.longBitsToDouble(number());
    }

    public byte[] bytes() {
        int length = things();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    public String text() {
        int length = things();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    public @Nullable String textOrNull() {
        return flag() ? text() : null;
    }

    /// Reads what [ByteWriter#word] wrote.
    int word() {
        return octet() | octet() << 8 | octet() << 16 | octet() << 24;
    }

    /// Text without its length.
    String letters(int length) {
        if (length > bytes.length - at) {
            throw damaged("a text of " + length + " bytes");
        }
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    /// Reads what [ByteWriter#natural] wrote.
    int natural() {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7F) << shift;
            if (octet < 0x80 && value >= 0) {
                return value;
            }
        }
        throw damaged("a number without end");
    }

    int octet() {
        if (at >= bytes.length) {
            throw damaged("the end");
        }
        return bytes[at++] & 0xFF;
    }

    /// Checks the leading version number.
    ///
    /// @throws OtherVersionException when it is another than the one known here
    public void version(int known, String what) {
        int version = count();
        if (version != known) {
            throw new OtherVersionException(what, version, known);
        }
    }

    IllegalArgumentException damaged(String found) {
        return new IllegalArgumentException("damaged bytes: " + found + " at " + at + " of " + bytes.length);
    }
}
