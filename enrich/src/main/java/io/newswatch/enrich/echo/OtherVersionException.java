package io.newswatch.enrich.echo;

import java.io.Serial;

/// Stored bytes are sound, but of a version of the program that wrote other words or keys. Nothing can be done with them but let
/// them go.
public final class OtherVersionException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    OtherVersionException(String what, int version, int known) {
        super(what + " is of version " + version + ", this program knows version " + known);
    }
}
