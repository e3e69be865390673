package dev.jnet.report.walk;

import dev.jnet.link.Frame;
import dev.jnet.report.Programs;
import dev.jnet.report.walk.Anatomy.Layer;
import dev.jnet.walk.conversation.ConversationResult;
import java.util.List;

/**
 * Writes the chapters of a walk, for a terminal or for a page. The content is the same for both;
 * only the form differs.
 */
interface Pen {
  /** Begins another URL. Chapters are counted from 1 again. */
  void leg(String title);

  /** Begins a chapter with its subject, its title and its outcome. */
  void chapter(Chapter about, String title, String outcome);

  /** Explains those of these terms that have not been explained yet. */
  void explain(String... names);

  /** Adds a row with a label and a text. */
  void row(String label, String text);

  /** Adds a row that no report may leave out. */
  default void remark(String label, String text) {
    row(label, text);
  }

  /** Says what programs on this machine get, where that differs from what the wire shows. */
  default void thisMachine(Programs.Note note) {
    remark("This machine", note.words());
    for (Programs.Step step : note.steps()) {
      row("", step.purpose());
      quote(List.of(step.command()));
    }
  }

  /** Begins a part of a chapter. */
  void heading(String title, String remark);

  /** Quotes lines of a dialogue. */
  void quote(List<String> lines);

  /** Draws all headers of a frame in a row, followed by the parts of its payload. */
  void strip(Frame frame, List<Part> parts);

  /** Draws a frame on its way down the layers. */
  void down(Frame frame, String message);

  /** Lists the fields of a header. */
  void layer(Layer layer);

  /** Shows each step of a checksum. */
  void sum(String title, List<ChecksumSteps.Step> steps);

  /** Lists the bytes of a frame, if the reader wants them. */
  void bytes(String label, Frame frame);

  /** Draws the rungs of a connection's ladder from one to another. */
  void ladder(ConversationResult conversed, int from, int to);

  /** Whether every detail is shown, even the bytes. */
  boolean inFull();

  /** The minus sign. */
  String minus();

  /** A part of a frame's payload, with its length in bytes. */
  record Part(String name, int bytes) {}
}
