package dev.jnet.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FindingCodesTest {
  private static final Path PAGE = Path.of("src/main/docs/findings.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|");

  @Test
  void docsHaveARowForEachCodeAndNoOther() throws IOException {
    String codes = Files.readString(PAGE).split("## Codes", -1)[1];
    Set<String> documented =
        ROW.matcher(codes).results().map(row -> row.group(1)).collect(Collectors.toSet());
    Set<String> known = new TreeSet<>();
    addCodes(Finding.class, known);
    assertTrue(known.contains("black-hole"));
    assertEquals(known, new TreeSet<>(documented));
  }

  private static void addCodes(Class<? extends Finding> type, Set<String> codes) {
    if (!type.isInterface()) {
      codes.add(Finding.code(type));
      return;
    }
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      addCodes(permitted.asSubclass(Finding.class), codes);
    }
  }
}
