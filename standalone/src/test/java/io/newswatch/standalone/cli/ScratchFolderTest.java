package io.newswatch.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @Test
    void a_folder_goes_with_all_that_is_in_it(@TempDir Path around) throws IOException {
        var folder = around.resolve("scratch");
        Files.createDirectories(folder.resolve("broker/kafka"));
        Files.writeString(folder.resolve("broker/log"), "x");

        ScratchFolder.delete(folder);

        assertThat(folder).doesNotExist();
        assertThat(around).exists();
    }

    @Test
    void one_that_is_gone_already_is_no_trouble(@TempDir Path around) {
        ScratchFolder.delete(around.resolve("never"));

        assertThat(around).exists();
    }
}
