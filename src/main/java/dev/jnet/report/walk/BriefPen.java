package dev.jnet.report.walk;

import dev.jnet.link.Frame;
import dev.jnet.report.Programs;
import dev.jnet.report.walk.Anatomy.Layer;
import dev.jnet.walk.conversation.ConversationResult;
import java.util.List;

/** Writes a walk that fits a screen: each chapter's title and outcome, and what needs a remark. */
final class BriefPen implements Pen {
  private final TextPen text;

  BriefPen(TextPen text) {
    this.text = text;
  }

  @Override
  public void leg(String title) {
    text.leg(title);
  }

  @Override
  public void chapter(Chapter about, String title, String outcome) {
    text.title(title, outcome);
  }

  @Override
  public void remark(String label, String words) {
    text.remark(label, words);
  }

  @Override
  public void thisMachine(Programs.Note note) {
    text.thisMachine(note);
  }

  @Override
  public void explain(String... names) {
    // the full report does
  }

  @Override
  public void row(String label, String words) {
    // the full report has it
  }

  @Override
  public void heading(String title, String remark) {
    // the full report has it
  }

  @Override
  public void quote(List<String> lines) {
    // the full report has them
  }

  @Override
  public void strip(Frame frame, List<Part> parts) {
    // the full report draws it
  }

  @Override
  public void down(Frame frame, String message) {
    // the full report draws it
  }

  @Override
  public void layer(Layer layer) {
    // the full report lists its fields
  }

  @Override
  public void sum(String title, List<ChecksumSteps.Step> steps) {
    // the full report shows them
  }

  @Override
  public void bytes(String label, Frame frame) {
    // the full report lists them
  }

  @Override
  public void ladder(ConversationResult conversed, int from, int to) {
    // the full report draws it
  }

  @Override
  public boolean inFull() {
    return false;
  }

  @Override
  public String minus() {
    return text.minus();
  }
}
