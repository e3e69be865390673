package dev.jnet.report;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds JSON documents to the schemas that {@code jnet schema} prints. */
public final class SchemaValidator {
  private static final Pattern COMMAND = Pattern.compile("\"command\":\"([a-z]+)\"");
  private static final int MANY = 1_000;
  private static final String BEGINNING = "{\"schema\":2,";
  private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  private SchemaValidator() {}

  /**
   * Requires of each whole line that begins as a document that it is a valid one. Of tens of
   * thousands about as many ports, some are looked at, from the first to the last.
   */
  public static void requireValidLines(String text) {
    if (text.contains(BEGINNING)) {
      List<String> documents =
          text.lines().filter(line -> line.startsWith(BEGINNING) && line.endsWith("}")).toList();
      int step = 1 + documents.size() / MANY;
      for (int i = 0; i < documents.size(); i += step) {
        requireValid(documents.get(i));
      }
    }
  }

  static void requireValid(String document) {
    Matcher command = COMMAND.matcher(document);
    String name = command.find() ? command.group(1) : Schemas.ALL;
    if (!Schemas.has(name)) {
      return;
    }
    JsonSchema schema = SCHEMAS.computeIfAbsent(name, SchemaValidator::load);
    Set<ValidationMessage> messages = schema.validate(document, InputFormat.JSON);
    if (!messages.isEmpty()) {
      throw new AssertionError(messages + "\nin " + document);
    }
  }

  private static JsonSchema load(String name) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Schemas.of(name));
  }
}
