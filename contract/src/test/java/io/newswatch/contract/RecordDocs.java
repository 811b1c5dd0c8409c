package io.newswatch.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What the sources say about records and their components: the sentences of their doc comments.
final class RecordDocs {

    private static final Pattern PARAM = Pattern.compile("@param (\\w+)\\s+(.*)", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\[#?([\\w#]+)(\\([^)]*\\))?\\]");
    private static final Map<Class<?>, RecordDocs> READ = new HashMap<>();

    private final Map<String, String> components = new HashMap<>();
    private final String about;

    private RecordDocs(String doc) {
        var parts = doc.split("(?=@param )", -1);
        about = parts[0].strip();
        for (int i = 1; i < parts.length; i++) {
            var param = PARAM.matcher(parts[i].strip());
            if (param.matches()) {
                components.put(param.group(1), param.group(2));
            }
        }
    }

    static RecordDocs of(Class<?> type) {
        return READ.computeIfAbsent(type, RecordDocs::read);
    }

    private static RecordDocs read(Class<?> type) {
        var outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        try {
            var source = Files.readString(GeneratedFile
                    .of("contract/src/main/java/io/newswatch/contract/" + outer.getSimpleName() + ".java"));
            var declaration = Pattern
                    .compile("((?:[ \\t]*///[^\\n]*\\n)+)[ \\t]*(?:@[^\\n]*\\n[ \\t]*)*(?:public )?record "
                            + type.getSimpleName() + "\\(")
                    .matcher(source);
            return new RecordDocs(declaration.find() ? plain(declaration.group(1)) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String comment) {
        return LINK.matcher(comment.replaceAll("(?m)^\\s*///", "").replaceAll("\\s+", " "))
                .replaceAll(link -> link.group(1).replace('#', '.'));
    }

    /// @return what a record is, without its thread use; may be empty
    String about() {
        return about.replaceAll(" ?Immutable, safe to share\\.", "").replaceAll("^@.*", "");
    }

    /// @return what a component is; empty when nothing is said
    String of(String component) {
        return components.getOrDefault(component, "");
    }
}
