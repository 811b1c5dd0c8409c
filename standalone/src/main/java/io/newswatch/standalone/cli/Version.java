package io.newswatch.standalone.cli;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/// What `newswatch --version` prints.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[]{"newswatch " + newswatch(), "Kafka " + AppInfoParser.getVersion(),
                "Java " + Runtime.version()};
    }

    /// @return the version in the jar's manifest, "development" when the classes run without their jar
    static String newswatch() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
