package dev.jnet.report.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A table of a command: which of its documents are rows, and what stands in the columns.
 *
 * @param command the command whose documents they are
 * @param mode what the documents say in their field {@code mode}; empty where they have none
 * @param rows names of lists. Each entry of the first is a row, or each entry of the second inside
 *     of each; a document or an entry without such a list is a row itself
 * @param columns for each column, the places that are looked at in turn
 * @param without events whose documents are no rows
 */
public record Table(
    String command,
    String mode,
    List<String> rows,
    List<List<Column>> columns,
    List<String> without) {

  /** A table by its description, the columns with spaces or line ends between. */
  static Table of(String commandAndMode, String rows, String columns, String... without) {
    String[] names = commandAndMode.split(" ", -1);
    return new Table(
        names[0],
        names.length > 1 ? names[1] : "",
        rows.isEmpty() ? List.of() : List.of(rows.split("/", -1)),
        Arrays.stream(columns.strip().split("\\s+")).map(Column::alternatives).toList(),
        List.of(without));
  }

  /** The command with its mode, such as {@code mesh list}. */
  public String name() {
    return mode.isEmpty() ? command : command + " " + mode;
  }

  /** The names of the columns. */
  public List<String> header() {
    return columns.stream().map(places -> places.get(0).name()).toList();
  }

  /** Whether a document is of this table. */
  boolean holds(Map<String, Object> document) {
    return command.equals(document.get("command"))
        && mode.equals(document.getOrDefault("mode", ""));
  }

  /** The rows of a document, each with a text for each column. */
  List<List<String>> rows(Map<String, Object> document) {
    List<List<String>> all = new ArrayList<>();
    if (!without.contains(String.valueOf(document.get("event")))) {
      add(all, List.of(document));
    }
    return all;
  }

  private void add(List<List<String>> all, List<Map<String, Object>> levels) {
    List<Map<String, Object>> entries = entries(levels);
    if (entries.isEmpty()) {
      all.add(columns.stream().map(places -> value(places, levels)).toList());
    }
    for (Map<String, Object> entry : entries) {
      List<Map<String, Object>> deeper = new ArrayList<>(levels);
      deeper.add(entry);
      add(all, deeper);
    }
  }

  /** The entries of the next list of rows; none where there is no such list, or it is empty. */
  @SuppressWarnings("unchecked") // JSON objects have texts as keys
  private List<Map<String, Object>> entries(List<Map<String, Object>> levels) {
    boolean more = levels.size() <= rows.size();
    Object list = more ? levels.get(levels.size() - 1).get(rows.get(levels.size() - 1)) : null;
    return list instanceof List<?> ? (List<Map<String, Object>>) list : List.of();
  }

  private static String value(List<Column> places, List<Map<String, Object>> levels) {
    for (Column place : places) {
      if (place.level() < levels.size()) {
        return place.value(levels);
      }
    }
    return "";
  }
}
