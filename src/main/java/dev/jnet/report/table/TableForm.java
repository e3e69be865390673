package dev.jnet.report.table;

import dev.jnet.report.Plain;
import java.util.List;
import java.util.stream.Collectors;

/** How a table is written. */
public enum TableForm {
  /** Comma-separated values (RFC 4180). */
  CSV {
    @Override
    String header(List<String> names) {
      return row(names);
    }

    @Override
    String row(List<String> cells) {
      return cells.stream().map(TableForm::quoted).collect(Collectors.joining(",")) + "\r\n";
    }
  },

  /** A table of GitHub's Markdown. */
  MARKDOWN {
    @Override
    String header(List<String> names) {
      return row(names) + "|" + "---|".repeat(names.size()) + "\n";
    }

    @Override
    String row(List<String> cells) {
      return cells.stream()
          .map(TableForm::escaped)
          .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
  };

  /** The first line, or lines, with the names of the columns. */
  abstract String header(List<String> names);

  /** A line with a cell for each column. */
  abstract String row(List<String> cells);

  private static String quoted(String cell) {
    String text = Plain.line(cell);
    boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A cell in which nothing ends the cell or begins HTML. */
  private static String escaped(String cell) {
    return Plain.line(cell).replace("\\", "\\\\").replace("|", "\\|").replace("<", "\\<");
  }
}
