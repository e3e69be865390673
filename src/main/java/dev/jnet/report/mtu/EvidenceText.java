package dev.jnet.report.mtu;

import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.report.Encapsulations;
import dev.jnet.report.Encapsulations.Guess;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import java.util.List;

/** What a path MTU rests on: where larger packets end, what arrived, and what the kernel thinks. */
final class EvidenceText {
  private final MtuFindings findings;
  private final MtuResult result;
  private final Style style;
  private final Sheet sheet;

  EvidenceText(MtuFindings findings, Style style, Sheet sheet) {
    this.findings = findings;
    this.result = findings.result();
    this.style = style;
    this.sheet = sheet;
  }

  void write() {
    sheet.row("Bottleneck", BottleneckText.of(findings));
    encapsulation();
    sheet.row("How sure", howSure());
    wayBack();
    kernel();
  }

  private void encapsulation() {
    List<Guess> guesses = Encapsulations.guess(findings.hop().mtu(), result.lower());
    if (guesses.isEmpty() || result.confidence() != Confidence.CONFIRMED) {
      return;
    }
    StringBuilder text = new StringBuilder();
    int from = -1;
    for (Guess guess : guesses) {
      if (guess.bytes() == 0) {
        text.append(text.length() > 0 ? "; " : "").append(result.lower()).append(" is ");
      } else if (guess.from() != from) {
        text.append(text.length() > 0 ? "; " : "").append(result.lower()).append(" = ");
        text.append(guess.from()).append(' ').append(style.minus()).append(' ');
        text.append(guess.bytes()).append(": ");
      } else {
        text.append(", or ");
      }
      text.append(guess.name());
      from = guess.from();
    }
    sheet.row("Encapsulation", text.append(guesses.size() > 1 ? " (candidates)" : "").toString());
  }

  private String howSure() {
    String passed = result.lower() + " bytes arrived";
    if (result.lower() == findings.limit()) {
      return passed + ", and larger was not to be tried";
    }
    if (result.confidence() == Confidence.BRACKETED) {
      return passed
          + ", "
          + result.upper()
          + " did not, and the time or the number of probes did not suffice to tell closer";
    }
    return result.blackHole()
        ? passed + "; " + result.upper() + " bytes never did, while smaller ones beside them did"
        : passed + "; " + result.upper() + " bytes were reported as too big";
  }

  private void wayBack() {
    MtuResult.WayBack back = result.wayBack();
    if (back.largestEcho() > 0) {
      sheet.row(
          "Way back",
          "narrower, in silence: echoes over "
              + back.largestEcho()
              + " bytes are lost there, while datagrams of "
              + result.lower()
              + " bytes arrive, as small answers to them show");
    } else if (back.narrower()) {
      sheet.row(
          "Way back",
          "narrower: replies came in fragments, the largest of " + back.fragment() + " bytes");
    } else if (result.blackHole()) {
      sheet.row(
          "Way back",
          "may be what is narrow: an echo that is lost on the way back looks the same from here");
    }
  }

  private void kernel() {
    if (findings.kernelMtu() > 0 && findings.kernelMtu() != result.lower()) {
      sheet.row(
          "Kernel",
          style.warning("has cached a path MTU of " + findings.kernelMtu() + " for this target")
              + ", which is not what was measured");
    }
  }
}
