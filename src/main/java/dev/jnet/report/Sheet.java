package dev.jnet.report;

/** Collects the text of a report: a headline, pictures, and rows with a label and a text. */
public final class Sheet {
  private static final String INDENT = "  ";
  private static final int LABEL = 14;

  /** Where a text stands below what it belongs to. */
  private static final String BELOW = "    ";

  /** With fewer columns than this, a text is hard to read. */
  private static final int MIN_ROOM = 24;

  private static final String COMMAND = " 'jnet ";

  private final StringBuilder out = new StringBuilder();
  private final Style style;
  private final int width;

  public Sheet(Style style) {
    this.style = style;
    width = style.lineWidth();
  }

  /** Whether reports tell everything that could not be seen. */
  boolean isVerbose() {
    return style.verbose();
  }

  public Sheet line(String text) {
    return add(style.suggesting(text));
  }

  /** Adds a command that a reader can paste: it stands alone, and is never broken. */
  public Sheet command(String command) {
    return line(BELOW + command);
  }

  /** Adds the first line of a report. What does not fit continues on further lines. */
  public Sheet headline(String text) {
    for (String part : Text.wrap(style.suggesting(text), width)) {
      add(part);
    }
    return this;
  }

  public Sheet blank() {
    return line("");
  }

  /**
   * Adds a row with a label and a text. A long text continues on further lines, under its
   * beginning. A command at its end that has no room there gets a line of its own, because half of
   * it would run, too.
   */
  public Sheet row(String label, String text) {
    int column = INDENT.length() + LABEL + 1;
    String all = style.suggesting(text);
    int command = all.endsWith("'") ? all.lastIndexOf(COMMAND) : -1;
    if (command > 0 && all.length() - command - 1 > width - column) {
      String words = all.substring(0, command);
      String last = all.substring(command + 2, all.length() - 1);
      return row(label, words.endsWith(":") ? words : words + ":").command(last);
    }
    String front = INDENT + Text.padRight(label, LABEL) + " ";
    for (String part : Text.wrap(all, width - column)) {
      add(front + part);
      front = Text.padRight("", column);
    }
    return this;
  }

  /**
   * Adds a text behind the beginning of a line. A long text continues under its beginning; where
   * there is little room behind, all of it stands below.
   */
  public Sheet hanging(String front, String plain) {
    String text = style.suggesting(plain);
    int column = Text.columns(front);
    if (width - column < MIN_ROOM) {
      add(front.stripTrailing());
      Text.wrap(text, width - BELOW.length()).forEach(part -> add(BELOW + part));
      return this;
    }
    String start = front;
    for (String part : Text.wrap(text, width - column)) {
      add((start + part).stripTrailing());
      start = " ".repeat(column);
    }
    return this;
  }

  private Sheet add(String line) {
    out.append(line).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
