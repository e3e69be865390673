package dev.jnet.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * The whole screen of a terminal, which is redrawn in place. At the end the former content comes
 * back.
 */
public final class TerminalScreen implements AutoCloseable {
  /** How long to wait for a key, in ms. */
  private static final long KEY_WAIT = 1;

  private static final int DEFAULT_COLUMNS = 80;
  private static final int DEFAULT_ROWS = 24;

  private final Terminal terminal;
  private final Attributes before;
  private final Display display;
  private volatile boolean resized;
  private Size size;
  private boolean quit;

  private TerminalScreen(Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.enterRawMode();
    this.display = new Display(terminal, true);
    terminal.handle(Terminal.Signal.WINCH, signal -> resized = true);
    measure();
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
  }

  /** Takes over the screen. */
  public static TerminalScreen open() throws IOException {
    try {
      // The provider "exec" runs stty, so that no native library is needed. With jline's own
      // signal handlers Ctrl-C would end the JVM at once.
      return new TerminalScreen(
          TerminalBuilder.builder()
              .system(true)
              .provider("exec")
              .dumb(false)
              .nativeSignals(false)
              .build());
    } catch (IllegalStateException e) {
      throw new CommandException(
          "terminal", "--watch cannot draw on this terminal: " + e.getMessage() + "; use -c");
    }
  }

  /** Measures the screen. This is done only when the size has changed, because it starts stty. */
  private void measure() {
    resized = false;
    Size now = terminal.getSize();
    boolean known = now.getRows() > 0 && now.getColumns() > 0;
    size = known ? now : new Size(DEFAULT_COLUMNS, DEFAULT_ROWS);
    display.resize(size.getRows(), size.getColumns());
  }

  /** How many columns the screen has. */
  public int width() {
    return size.getColumns();
  }

  /** Shows as many of these lines as fit. */
  public void show(List<String> lines) {
    if (resized) {
      measure();
    }
    List<AttributedString> shown = new ArrayList<>();
    for (int i = 0; i < lines.size() && i < size.getRows(); i++) {
      shown.add(AttributedString.fromAnsi(lines.get(i)).columnSubSequence(0, size.getColumns()));
    }
    display.update(shown, 0);
  }

  /** Whether the user has pressed q. */
  public boolean quit() throws IOException {
    NonBlockingReader keys = terminal.reader();
    while (!quit && keys.peek(KEY_WAIT) >= 0) {
      int key = keys.read();
      quit = key == 'q' || key == 'Q';
    }
    return quit;
  }

  @Override
  public void close() throws IOException {
    terminal.puts(Capability.cursor_visible);
    terminal.puts(Capability.exit_ca_mode);
    terminal.flush();
    terminal.setAttributes(before);
    terminal.close();
  }
}
