package dev.jnet.report.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A column of a table: its name, and where a row has its value.
 *
 * @param name in the table's first line
 * @param level 0 for the document, 1 for an entry of its list of rows, 2 for an entry in that
 * @param path names of fields, with points between. Through a list it leads to the values of all
 *     entries, which are joined by spaces; a last part {@code sum()} adds them up
 */
record Column(String name, int level, List<String> path) {
  private static final String SUM = "sum()";

  /**
   * Reads a column's description: {@code name}, {@code name=path}, or {@code name=level:path}.
   * Several of them, with {@code |} between, are tried in turn.
   */
  static List<Column> alternatives(String text) {
    String name = text.replaceFirst("=.*", "");
    String places = text.contains("=") ? text.substring(name.length() + 1) : name;
    List<Column> columns = new ArrayList<>();
    for (String place : places.split("\\|", -1)) {
      boolean deep = place.matches("[0-9]:.*");
      int level = deep ? place.charAt(0) - '0' : 0;
      columns.add(
          new Column(name, level, List.of((deep ? place.substring(2) : place).split("\\.", -1))));
    }
    return columns;
  }

  /**
   * The value in a row; empty where it has none.
   *
   * @param levels the document, and the entries that the row was made from
   */
  String value(List<Map<String, Object>> levels) {
    return level < levels.size() ? text(at(levels.get(level), path)) : "";
  }

  private static Object at(Object value, List<String> path) {
    if (value == null || path.isEmpty()) {
      return value;
    }
    if (value instanceof List<?> list) {
      List<String> inner = new ArrayList<>(path);
      boolean summed = inner.remove(SUM);
      List<Object> all = new ArrayList<>();
      list.forEach(each -> all.add(at(each, inner)));
      return summed ? sum(all) : all;
    }
    return value instanceof Map<?, ?> fields
        ? at(fields.get(path.get(0)), path.subList(1, path.size()))
        : null;
  }

  private static Object sum(List<Object> values) {
    List<Object> numbers = values.stream().filter(Number.class::isInstance).toList();
    return numbers.isEmpty()
        ? null
        : numbers.stream().mapToLong(each -> ((Number) each).longValue()).sum();
  }

  private static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof List<?> list) {
      return String.join(" ", list.stream().map(Column::text).filter(t -> !t.isEmpty()).toList());
    }
    return value instanceof Double // others have no exponent
        ? new BigDecimal(value.toString()).toPlainString()
        : value.toString();
  }
}
