# One image for every part of Newswatch: `serve ingest`, `serve enrich`, `serve alerts`, `topics create`, or `up`.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml ./
COPY .mvn .mvn
COPY contract contract
COPY runtime runtime
COPY ingest ingest
COPY enrich enrich
COPY alerts alerts
COPY standalone standalone
# Named by the root pom, so Maven asks for it; it is not built.
COPY bench/pom.xml bench/
# The same build as the launcher's: tests and their checkers are the business of `mvn verify`.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -Pfast -Dmaven.test.skip=true -pl standalone -am package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /var/lib/newswatch --create-home newswatch
COPY --from=build /src/standalone/target/lib /opt/newswatch/lib
COPY --from=build /src/standalone/target/newswatch.jar /opt/newswatch/
COPY --chmod=755 ops/newswatch/healthy /opt/newswatch/healthy
COPY LICENSE /opt/newswatch/
USER newswatch
WORKDIR /var/lib/newswatch
VOLUME /var/lib/newswatch
ENV HOME=/var/lib/newswatch \
    NEWSWATCH_HTTP_HOST=0.0.0.0 \
    NEWSWATCH_LOG_FORMAT=json
EXPOSE 8640
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s CMD ["/opt/newswatch/healthy", "ready"]
# exec form: the process is Java itself, so that a stop reaches it.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=70", "-jar", "/opt/newswatch/newswatch.jar"]
CMD ["--help"]
