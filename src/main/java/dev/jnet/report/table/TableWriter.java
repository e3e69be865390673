package dev.jnet.report.table;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.Map;

/** Turns the documents of a run into a table: its first line once, and the rows as they come. */
public final class TableWriter {
  private final JsonType<Map<String, Object>> json =
      Jsonb.builder().build().type(Object.class).map();
  private final TableForm form;
  private Table table;

  /** A table in a form. */
  public TableWriter(TableForm form) {
    this.form = form;
  }

  /** The lines of a document, with their ends; before the first one's, the names of the columns. */
  public String lines(String document) {
    Map<String, Object> fields = json.fromJson(document);
    StringBuilder lines = new StringBuilder();
    if (table == null) {
      table = Tables.of(fields).orElseThrow();
      lines.append(form.header(table.header()));
    }
    table.rows(fields).forEach(row -> lines.append(form.row(row)));
    return lines.toString();
  }
}
