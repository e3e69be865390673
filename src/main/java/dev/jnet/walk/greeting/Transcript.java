package dev.jnet.walk.greeting;

import dev.jnet.walk.url.Url;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server that speaks in lines has said, and what we said to it.
 *
 * @param scheme what was spoken
 * @param lines in their order
 * @param complete whether it went as it should, to its end
 * @param fault why not, in words; empty when it did
 */
public record Transcript(Url.Scheme scheme, List<Line> lines, boolean complete, String fault) {
  /**
   * One line.
   *
   * @param at when it was said, ns on the link's clock
   * @param ours whether we said it
   * @param text without its line end
   */
  public record Line(long at, boolean ours, String text) {}

  /** What the server has said, in answer to a command of ours; its greeting for an empty one. */
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
