package io.newswatch.enrich.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;

import tools.jackson.databind.json.JsonMapper;

/// Codes the pages of a JSON lines file, each by itself, and prints what the scoring tools read.
final class CodePages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CodePages() {}

    public static void main(String[] args) throws IOException {
        var coder = ArticleCoder.bundled();
        try (var out = Files.newBufferedWriter(Path.of(args[1]))) {
            for (var line : Files.readAllLines(Path.of(args[0]))) {
                out.write(code(coder, line));
                out.newLine();
            }
        }
    }

    static String code(ArticleCoder coder, String line) {
        var page = JSON.readTree(line);
        var text = page.get("text").asString();
        var language = page.hasNonNull("lang") ? page.get("lang").asString() : "en";
        var published = page.hasNonNull("published") ? page.get("published").asString() : null;
        var title = page.hasNonNull("title") ? page.get("title").asString() : null;
        var id = page.get("id").asString();
        var coding = coder.code(Pages.page(id, title, text, language, published));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("articleId", id);
        answer.put("actors", coding.actors());
        answer.put("events", coding.events());
        return JSON.writeValueAsString(answer);
    }
}
