package dev.jnet.report.walk;

import dev.jnet.link.Frame;
import dev.jnet.report.walk.Anatomy.Layer;
import dev.jnet.walk.conversation.ConversationResult;
import java.util.List;

/**
 * What the chapters of a walk are written with: for a terminal, or for a page. What they tell is
 * the same; how it is drawn is not.
 */
interface Pen {
  /** Another URL begins, and chapters are counted anew. */
  void leg(String title);

  /** Begins a chapter: what it is about, its name, and what it came to. */
  void chapter(Chapter about, String title, String outcome);

  /** Explains those of these terms that have not come up before. */
  void explain(String... names);

  /** A label, and what there is to say. */
  void row(String label, String text);

  /** A part of a chapter. */
  void heading(String title, String remark);

  /** Lines as they were said. */
  void quote(List<String> lines);

  /** All headers of a frame in a row, with what is behind them in parts. */
  void strip(Frame frame, List<Part> parts);

  /** The frame on its way down: each layer around the one above. */
  void down(Frame frame, String message);

  /** A header, field by field. */
  void layer(Layer layer);

  /** A checksum computed in the open. */
  void sum(String title, List<OpenChecksum.Step> steps);

  /** The bytes of a frame, where they are wanted. */
  void bytes(String label, Frame frame);

  /** The rungs of a connection's ladder from one to another. */
  void ladder(ConversationResult conversed, int from, int to);

  /** Whether everything is shown, down to the bytes. */
  boolean inFull();

  /** The minus of a sum. */
  String minus();

  /** What stands behind the headers of a frame. */
  record Part(String name, int bytes) {}
}
