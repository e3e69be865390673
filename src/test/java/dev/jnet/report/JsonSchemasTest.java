package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schemas that {@code jnet schema} prints describe the documents that jnet prints. */
class JsonSchemasTest {
  private static final Path SCHEMAS = Path.of("src/main/resources/dev/jnet/report/schema");
  private static final Path GOLDEN = Path.of("src/test/resources/dev/jnet/report");
  private static final String HEADING =
      "{\"schema\":2,\"version\":\"0.1.0\",\"time\":\"2026-01-02T03:04:05.678Z\",";

  @Test
  void describesTheRecordsFromWhichDocumentsAreMade() throws IOException {
    Map<String, String> files = new TreeMap<>();
    JsonSchemas.all().forEach((command, schema) -> files.put(command + ".json", schema));
    Golden.compare(SCHEMAS, files);
  }

  @Test
  void explainsNoFieldThatNoDocumentHas() {
    assertEquals(List.of(), JsonSchemas.unused());
  }

  @Test
  void everyGoldenDocumentIsValid() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        for (String line : Files.readAllLines(file)) {
          if (line.startsWith("{")) {
            SchemaValidator.requireValid(HEADING + line.substring(1));
          }
        }
      }
    }
  }

  @Test
  void anUnknownFieldIsNotValid() {
    assertThrows(
        AssertionError.class,
        () -> SchemaValidator.requireValid(HEADING + "\"command\":\"lab\",\"labz\":[]}"));
  }
}
