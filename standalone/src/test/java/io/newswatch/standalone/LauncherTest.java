package io.newswatch.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The `newswatch` script at the project's root, run as it is on a checkout in a folder with spaces, with shell scripts in
/// the place of Java and Maven that tell how they were called.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path folder;
    private Path checkout;
    private Path jdk;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void check_out_and_install_a_jdk() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a check out"));
        script(checkout.resolve("newswatch"),
                Files.readString(Path.of(System.getProperty("newswatch.root"), "newswatch")));
        Files.createDirectories(checkout.resolve(".mvn"));
        file(checkout.resolve("pom.xml"), "<project/>");
        file(checkout.resolve("standalone/pom.xml"), "<project/>");
        file(checkout.resolve("standalone/src/main/java/Main.java"), "class Main {}");

        jdk = jdk("jdk 25", "25.0.3", """
                for argument in "$@"; do
                    case $argument in -XX:AOTCacheOutput=*) [ -n "${TRAINING_FAILS:-}" ] && exit 1
                        echo cache >"${argument#*=}" ;; esac
                    printf '<%s>' "$argument"
                done
                echo " pid $$"
                exit ${JAVA_EXITS:-0}
                """);
        script(folder.resolve("bin/mvn"), """
                echo "[INFO] Building Newswatch: contract 0.1.0-SNAPSHOT                          [2/7]"
                if [ -n "${BUILD_FAILS:-}" ]; then echo "[ERROR] Main.java: a semicolon is missing"; exit 1; fi
                mkdir -p standalone/target/lib
                echo "$JAVA_HOME" >standalone/target/built-with
                echo jar >standalone/target/newswatch.jar
                """);
        environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("NEWSWATCH_JAVA_HOME", jdk.toString());
    }

    @Test
    void the_first_call_builds_with_visible_progress_and_then_runs() throws Exception {
        var call = newswatch("rules", "check", "my rules.yaml", "*", "");

        assertThat(call.exit).isZero();
        assertThat(call.err).contains("Building Newswatch", "  2/7 contract");
        assertThat(call.out).contains("<rules><check><my rules.yaml><*><>").doesNotContain("Building");
        assertThat(call.out).contains("<-jar><" + checkout.toRealPath() + "/standalone/target/newswatch.jar>");
        assertThat(checkout.resolve("standalone/target/built-with")).hasContent(jdk.toString());
    }

    @Test
    void the_process_is_java_itself_so_that_signals_and_exit_codes_arrive() throws Exception {
        environment.put("JAVA_EXITS", "2");

        var call = newswatch("--help");

        assertThat(call.exit).isEqualTo(2);
        assertThat(call.out).contains(" pid " + call.pid + "\n");
    }

    @Test
    void nothing_is_built_when_nothing_changed_and_everything_when_a_source_came_went_or_changed() throws Exception {
        assertThat(newswatch().err).contains("Building");
        assertThat(newswatch().err).isEmpty();

        touch("standalone/src/main/java/Main.java");
        assertThat(newswatch().err).contains("The sources have changed");
        assertThat(newswatch().err).isEmpty();

        Files.delete(checkout.resolve("standalone/src/main/java/Main.java"));
        touch("standalone/src/main/java");
        assertThat(newswatch().err).contains("The sources have changed");

        touch("pom.xml");
        environment.put("NEWSWATCH_LAUNCHER_BUILD", "never");
        assertThat(newswatch().err).isEmpty();
    }

    @Test
    void a_failed_build_shows_its_errors_and_is_tried_again() throws Exception {
        environment.put("BUILD_FAILS", "yes");

        var failed = newswatch();
        assertThat(failed.exit).isEqualTo(70);
        assertThat(failed.out).isEmpty();
        assertThat(failed.err).contains("[ERROR] Main.java: a semicolon is missing", "newswatch-build.log");

        environment.remove("BUILD_FAILS");
        assertThat(newswatch().exit).isZero();
    }

    @Test
    void a_build_that_was_killed_does_not_lock_out_the_next_one() throws Exception {
        file(checkout.resolve("target/newswatch-build.lock/pid"), "99999999\n");

        assertThat(newswatch().exit).isZero();
    }

    @Test
    void without_maven_it_says_what_to_install() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));
        for (var tool : List.of("dirname", "readlink", "find", "head", "cksum", "mkdir")) {
            script(folder.resolve("bin").resolve(tool), "PATH=/usr/bin:/bin exec " + tool + " \"$@\"");
        }
        environment.put("PATH", folder.resolve("bin").toString());

        var call = newswatch();

        assertThat(call.exit).isEqualTo(69);
        assertThat(call.err).contains("Maven 3.8", "apt install maven");
    }

    @Test
    void an_older_jdk_is_refused_by_name_and_passed_over_where_it_was_not_asked_for() throws Exception {
        Path old = jdk("jdk-17", "17.0.15", "echo old");
        environment.put("NEWSWATCH_JAVA_HOME", old.toString());
        var refused = newswatch();
        assertThat(refused.exit).isEqualTo(69);
        assertThat(refused.err).contains("NEWSWATCH_JAVA_HOME is " + old, "25 or newer");

        environment.remove("NEWSWATCH_JAVA_HOME");
        environment.put("JAVA_HOME", old.toString());
        environment.put("PATH", jdk.resolve("bin") + ":" + environment.get("PATH"));
        assertThat(newswatch("--help").out).contains("<--help>");
    }

    @Test
    void a_jdk_is_found_through_the_links_of_the_path() throws Exception {
        environment.remove("NEWSWATCH_JAVA_HOME");
        Files.createSymbolicLink(folder.resolve("alternative"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(folder.resolve("bin/java"), Path.of("../alternative"));

        assertThat(newswatch("--help").out).contains("<--help>");
    }

    @Test
    void it_runs_through_a_link_from_another_folder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("bin/newswatch"), Path.of("../a check out/newswatch"));

        var call = run(folder, List.of(link.toString(), "up"));

        assertThat(call.out).contains("<-jar><" + checkout.toRealPath() + "/standalone/target/newswatch.jar><up>");
    }

    @Test
    void long_runs_get_a_start_up_cache_which_is_made_anew_after_a_build() throws Exception {
        var first = newswatch("up");
        assertThat(first.err).contains("Making a cache for faster starts");
        assertThat(first.out).contains("<-XX:AOTCache=" + checkout.toRealPath() + "/standalone/target/newswatch.aot>");

        assertThat(newswatch("up").err).isEmpty();
        assertThat(newswatch("--help").out).contains("<-XX:AOTCache=");

        touch("standalone/src/main/java/Main.java");
        assertThat(newswatch("up").err).contains("The sources have changed", "Making a cache");
    }

    @Test
    void a_cache_that_cannot_be_made_never_stops_the_run_and_is_not_tried_at_every_start() throws Exception {
        environment.put("TRAINING_FAILS", "yes");

        var first = newswatch("up");
        assertThat(first.exit).isZero();
        assertThat(first.err).contains("that did not work", "newswatch-cache.log");
        assertThat(first.out).contains("<up>").doesNotContain("-XX:AOTCache=");
        assertThat(newswatch("up").err).isEmpty();
    }

    @Test
    void options_for_java_are_words() throws Exception {
        environment.put("NEWSWATCH_JAVA_OPTS", "-Xmx4g -Dpattern=*");
        environment.put("NEWSWATCH_LAUNCHER_CACHE", "never");

        assertThat(newswatch("up").out).contains("<-Xmx4g><-Dpattern=*>").doesNotContain("AOT");
    }

    // ---- a machine to run on ----------------------------------------------------------------------------------------

    private record Call(int exit, long pid, String out, String err) {}

    private Call newswatch(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(checkout.resolve("newswatch").toString()));
        command.addAll(List.of(arguments));
        return run(checkout, command);
    }

    private Call run(Path workingFolder, List<String> command) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher needs /bin/sh");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder = new ProcessBuilder(command).directory(workingFolder.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the launcher ends").isTrue();
        return new Call(process.exitValue(), process.pid(), Files.readString(out, UTF_8),
                Files.readString(err, UTF_8));
    }

    private Path jdk(String name, String version, String java) throws IOException {
        Path home = folder.resolve(name);
        file(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), java);
        script(home.resolve("bin/javac"), "");
        return home;
    }

    private void file(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }

    private void script(Path file, String text) throws IOException {
        file(file, text.startsWith("#!") ? text : "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void touch(String file) throws IOException {
        Files.setLastModifiedTime(checkout.resolve(file), FileTime.from(Instant.now()));
    }
}
