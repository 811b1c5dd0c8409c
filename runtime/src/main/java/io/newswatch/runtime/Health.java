package io.newswatch.runtime;

/// How a service feels right now. Immutable, safe to share.
///
/// @param ready  whether it does its work
/// @param detail for people: what it waits for, or what it is doing
public record Health(boolean ready, String detail) {

    public static Health ready(String detail) {
        return new Health(true, detail);
    }

    public static Health notReady(String detail) {
        return new Health(false, detail);
    }
}
