package dev.jnet.report.walk;

import dev.jnet.link.Frame;
import dev.jnet.report.HtmlText;
import dev.jnet.report.walk.Anatomy.Layer;
import dev.jnet.walk.conversation.ConversationResult;
import java.util.List;

/** Writes the chapters of a walk for an HTML page. */
final class PagePen implements Pen {
  private final Html html;
  private final Terms terms;
  private int chapter;
  private boolean inChapter;
  private boolean inRows;

  PagePen(Html html, boolean brief) {
    this.html = html;
    this.terms = new Terms(!brief);
  }

  @Override
  public void leg(String title) {
    end();
    chapter = 0;
    html.element("h2 class=\"leg\"", title);
  }

  @Override
  public void chapter(Chapter about, String title, String outcome) {
    end();
    chapter++;
    inChapter = true;
    html.chapter(chapter, title, outcome, about.color());
  }

  /** Ends the chapter that is open. */
  void end() {
    leaveRows();
    if (inChapter) {
      html.end();
      inChapter = false;
    }
  }

  private void leaveRows() {
    if (inRows) {
      html.endRows();
      inRows = false;
    }
  }

  @Override
  public void explain(String... names) {
    List<String> sentences = terms.first(names);
    if (!sentences.isEmpty()) {
      leaveRows();
      html.terms(sentences);
    }
  }

  @Override
  public void row(String label, String text) {
    if (!inRows) {
      html.rows();
      inRows = true;
    }
    html.row(label, text);
  }

  @Override
  public void heading(String title, String remark) {
    leaveRows();
    html.element("h3", title);
    html.element("p class=\"term\"", remark);
  }

  @Override
  public void quote(List<String> lines) {
    leaveRows();
    html.raw("<pre>");
    for (String line : lines) {
      html.raw(HtmlText.of(line) + "\n");
    }
    html.raw("</pre>");
  }

  @Override
  public void strip(Frame frame, List<Part> parts) {
    leaveRows();
    new PageLayers(html, frame).strip(parts);
  }

  @Override
  public void down(Frame frame, String message) {
    leaveRows();
    new PageLayers(html, frame).down(message);
  }

  @Override
  public void layer(Layer layer) {
    leaveRows();
    PageLayers.fields(html, layer);
  }

  @Override
  public void sum(String title, List<ChecksumSteps.Step> steps) {
    leaveRows();
    html.element("h3", title).raw("<div class=\"sum\">");
    for (ChecksumSteps.Step step : steps) {
      html.element("span", step.label()).element("code", step.text());
    }
    html.raw("</div>");
  }

  @Override
  public void bytes(String label, Frame frame) {
    leaveRows();
    html.raw("<details><summary>" + HtmlText.of(label) + " <small>byte by byte, ");
    html.raw(frame.bytes().length + " bytes</small></summary>");
    new PageLayers(html, frame).hex();
    html.raw("</details>");
  }

  @Override
  public void ladder(ConversationResult conversed, int from, int to) {
    leaveRows();
    new PageLadder(conversed).draw(html, from, to);
  }

  @Override
  public boolean inFull() {
    return false;
  }

  @Override
  public String minus() {
    return "−";
  }
}
