package dev.jnet.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jnet.report.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables are columns of documents, and written so that other programs read them. */
class TablesTest {
  private static final Path PAGE = Path.of("src/main/docs/tables.md");

  /** Columns that no schema has are empty for ever. */
  @Test
  void everyColumnIsAFieldOfTheSchema() throws IOException {
    List<String> unknown = new ArrayList<>();
    for (Table table : Tables.all()) {
      JsonNode schema = new ObjectMapper().readTree(Schemas.of(table.command()));
      for (List<Column> places : table.columns()) {
        for (Column place : places) {
          List<String> path = new ArrayList<>(table.rows().subList(0, place.level()));
          path.addAll(place.path());
          path.remove("sum()");
          if (!hasField(schema, schema, path)) {
            unknown.add(table.name() + ": " + path);
          }
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  private static boolean hasField(JsonNode root, JsonNode node, List<String> path) {
    if (path.isEmpty()) {
      return true;
    }
    if (node.has("$ref")) {
      return hasField(root, root.at(node.get("$ref").asText().substring(1)), path);
    }
    if (node.has("items")) {
      return hasField(root, node.get("items"), path);
    }
    for (JsonNode each : node.path("anyOf")) {
      if (hasField(root, each, path)) {
        return true;
      }
    }
    JsonNode field = node.path("properties").path(path.get(0));
    return !field.isMissingNode() && hasField(root, field, path.subList(1, path.size()));
  }

  @Test
  void pageListsTheColumnsOfEachTable() throws IOException {
    String page = Files.readString(PAGE).replaceAll("\\s+", " ");
    for (Table table : Tables.all()) {
      String row = "- `" + table.name() + "`: " + String.join(", ", table.header()) + " ";
      assertTrue(page.contains(row), () -> row);
    }
  }

  @Test
  void csvQuotesWhatWouldEndACell() {
    assertEquals(
        "a,\"b,c\",\"say \"\"hi\"\"\",two.lines,\r\n",
        TableForm.CSV.row(List.of("a", "b,c", "say \"hi\"", "two\nlines", "")));
  }

  @Test
  void markdownEscapesWhatWouldEndACell() {
    assertEquals(
        "| a\\|b | c\\\\d | \\<i> | two.lines |\n",
        TableForm.MARKDOWN.row(List.of("a|b", "c\\d", "<i>", "two\nlines")));
    assertEquals("| a | b |\n|---|---|\n", TableForm.MARKDOWN.header(List.of("a", "b")));
  }

  @Test
  void entryWithoutRowsIsARowItself() {
    String hops =
        "{\"command\":\"trace\",\"target\":{\"name\":\"x\"},\"hops\":[{\"hop\":1,\"answers\":[],"
            + "\"sent\":3,\"received\":0,\"lossKind\":\"own\"}]}";
    assertEquals(
        """
        target,ttl,address,name,rtt_ms,sent,received,loss,mtu,mtu_confirmed,reply_ttl,kind,flow,error
        x,1,,,,3,0,own,,,,,,
        """,
        new TableWriter(TableForm.CSV).lines(hops).replace("\r", ""));
  }

  @Test
  void failureIsARowOfTheTable() {
    TableWriter writer = new TableWriter(TableForm.CSV);
    String failure =
        "{\"command\":\"mesh\",\"status\":\"error\","
            + "\"error\":{\"code\":\"x\",\"message\":\"a, b\"}}";
    assertTrue(writer.lines(failure).endsWith("\r\n,,,,,,,,\"a, b\"\r\n"));
  }

  @Test
  void numbersAreAddedUpOverAList() {
    String pairs =
        "{\"command\":\"mesh\",\"mode\":\"matrix\",\"pairs\":[{\"from\":\"a\",\"to\":\"b\","
            + "\"flows\":[{\"reordered\":2},{\"reordered\":3}],\"findings\":[\"loss\",\"mtu\"]}]}";
    assertTrue(new TableWriter(TableForm.CSV).lines(pairs).endsWith("\r\na,b,,,,,5,loss mtu,\r\n"));
  }
}
