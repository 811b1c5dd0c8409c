package io.newswatch.enrich.echo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Writes the compact forms that enrich keeps to itself: numbers of varying length, then what they announce. Not safe for
/// use by several threads.
public final class ByteWriter {

    private byte[] bytes;
    private int size;

    public ByteWriter() {
        this(256);
    }

    /// @param expected about how many bytes will be written
    ByteWriter(int expected) {
        bytes = new byte[expected];
    }

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
        return count(value.length).raw(value, value.length);
    }

    /// What another one has written, which begins anew.
    ByteWriter bytes(ByteWriter other) {
        count(other.size).raw(other.bytes, other.size);
        other.size = 0;
        return this;
    }

    /// Bytes whose number the reader knows.
    ByteWriter raw(byte[] value) {
        return raw(value, value.length);
    }

    private ByteWriter raw(byte[] value, int length) {
        ensure(length);
        System.arraycopy(value, 0, bytes, size, length);
        size += length;
        return this;
    }

    /// Thirty-two bits, the lowest first.
    ByteWriter word(int value) {
        ensure(Integer.BYTES);
        bytes[size++] = (byte) value;
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) (value >>> 16);
        bytes[size++] = (byte) (value >>> 24);
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
