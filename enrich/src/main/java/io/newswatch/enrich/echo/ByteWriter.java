package io.newswatch.enrich.echo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Writes the compact forms that enrich keeps to itself: numbers of varying length, then what they announce. Not safe for
/// use by several threads.
public final class ByteWriter {

    private byte[] bytes = new byte[256];
    private int size;

    /// A number that is usually small and never negative.
    public ByteWriter count(int value) {
        return number(value);
    }

    /// Any number; short when near zero.
    public ByteWriter number(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            octet((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        return octet((int) rest);
    }

    public ByteWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    public ByteWriter decimal(double value) {
        return number(Double.doubleToLongBits(value));
    }

    public ByteWriter bytes(byte[] value) {
        count(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /// Bytes whose number the reader knows.
    ByteWriter raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /// A number that is never negative, without room for a sign.
    ByteWriter natural(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            octet((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        return octet(rest);
    }

    /// How many bytes have been written.
    int size() {
        return size;
    }

    public ByteWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public ByteWriter textOrNull(@Nullable String value) {
        return value == null ? flag(false) : flag(true).text(value);
    }

    ByteWriter octet(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
