package dev.jnet.walk.greeting;

import dev.jnet.walk.url.Url;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that a server and this host have sent to each other.
 *
 * @param scheme the protocol
 * @param lines in their order
 * @param complete whether the server answered everything as it should
 * @param fault why not, in words; empty when it did
 */
public record Transcript(Url.Scheme scheme, List<Line> lines, boolean complete, String fault) {
  /**
   * One line.
   *
   * @param at when it was sent or arrived, in ns on the link's clock
   * @param ours whether this host sent it
   * @param text without its line end
   */
  public record Line(long at, boolean ours, String text) {}

  /** The server's lines in answer to a command; its greeting for an empty command. */
  public List<String> answerTo(String command) {
    List<String> answer = new ArrayList<>();
    boolean counts = command.isEmpty();
    for (Line each : lines) {
      if (each.ours()) {
        counts = !command.isEmpty() && each.text().startsWith(command);
      } else if (counts) {
        answer.add(each.text());
      }
    }
    return answer;
  }
}
