package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.probe.KernelAnswer;
import dev.jnet.probe.OtherWayBack;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.probe.Tally;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {
  private static String rows(Access access) {
    Sheet sheet = new Sheet(Style.PLAIN);
    access.rows(sheet);
    return sheet.toString();
  }

  @Test
  void wholeCaptureNeedsNoWords() {
    assertTrue(Access.CAPTURE.isWhole());
    assertNull(Access.CAPTURE.summary());
    assertEquals(List.of(), Access.CAPTURE.lines(Style.PLAIN));
    assertEquals("", rows(Access.CAPTURE));
  }

  @Test
  void captureThatMissedFramesSaysOnlyHowMany() {
    Access access = Access.CAPTURE.after(new Tally(0, 0, 0).without(1));
    assertTrue(access.isWhole());
    assertEquals("capture", access.summary().how());
    assertEquals(1L, access.summary().uncaptured());
    String text = rows(access);
    assertTrue(text.contains("1 frame that came faster"), text);
    assertFalse(text.contains("CAP_NET_RAW"), text);
  }

  @ParameterizedTest
  @EnumSource(value = Access.Means.class, mode = EnumSource.Mode.EXCLUDE, names = "CAPTURE")
  void lesserMeansSayWhyAndWhatTheyCannotSee(Access.Means means) {
    Access access = new Access(means, 0, List.of(), Optional.empty(), 0);
    assertFalse(access.isWhole());
    assertFalse(access.summary().notSeen().isEmpty());
    assertNull(access.summary().uncaptured(), "0 is left out");
    String lines = String.join(" ", access.lines(Style.PLAIN.verbose(true)));
    assertTrue(lines.contains("without CAP_NET_RAW"), lines);
    for (String hidden : access.summary().notSeen()) {
      assertTrue(lines.contains(hidden), lines);
    }
  }

  @Test
  void udpSocketsHideMoreThanIcmpSockets() {
    List<String> less = Access.ICMP_SOCKETS.summary().notSeen();
    List<String> more = Access.UDP_SOCKETS.summary().notSeen();
    assertTrue(more.containsAll(less) && more.size() > less.size(), more.toString());
  }

  /** An ordinary user reads one line about it at each run, and all of it where asked for. */
  @Test
  void whatSocketsHideIsToldWhereMoreIsAskedFor() {
    Style style = new Style(false, false, 200);
    Sheet less = new Sheet(style);
    Access.UDP_SOCKETS.rows(less);
    assertEquals(1, less.toString().lines().count(), less::toString);
    assertEquals(1, Access.UDP_SOCKETS.lines(style).size());
    Sheet more = new Sheet(style.verbose(true));
    Access.UDP_SOCKETS.rows(more);
    assertTrue(more.toString().contains("Not seen       frames and their MAC"), more::toString);
    String lines = String.join(" ", Access.UDP_SOCKETS.lines(style.verbose(true)));
    assertTrue(lines.contains("without CAP_NET_RAW; not seen: frames and"), lines);
    Sheet missed = new Sheet(style);
    Access.UDP_SOCKETS.after(new Tally(0, 0, 0).without(7)).rows(missed);
    assertTrue(missed.toString().contains("Not seen       7 frames"), missed::toString);
  }

  @Test
  void countOfMissedFramesIsKeptWhenNoFurtherOnesAreReported() {
    assertEquals(
        new Access(Access.Means.CAPTURE, 7, List.of(), Optional.empty(), 0),
        Access.CAPTURE.after(new Tally(0, 0, 0).without(7)).after(new Tally(1, 1, 0)));
    assertTrue(Access.uncaptured(2).startsWith("2 frames "));
  }

  private static Access by(boolean dropped) {
    Tally tally = new Tally(3, 3, 0, 0, List.of(new OtherWayBack("eth1", dropped, 3)), List.of());
    return Access.CAPTURE.after(tally);
  }

  @Test
  void reportsRepliesByAnotherInterface() {
    assertEquals(List.of(), by(false).summary().notSeen());
    assertEquals(
        List.of(new Access.WayBack("eth1", 3, false)), by(false).summary().otherReturnPaths());
    assertTrue(rows(by(false)).contains("3 replies came in by eth1"), rows(by(false)));
    assertFalse(rows(by(false)).contains("rp_filter"), rows(by(false)));
  }

  @Test
  void repliesThatTheKernelDropsComeWithTheSettingThatLetsThemIn() {
    String text = rows(by(true)).replaceAll("\\s+", " ");
    assertTrue(text.contains("sysctl -w net.ipv4.conf.eth1.rp_filter=2"), text);
    assertEquals(
        List.of(new Access.WayBack("eth1", 3, true)), by(true).summary().otherReturnPaths());
  }

  private static Access afterKernel(KernelAnswer.Came came) {
    KernelAnswer answer = new KernelAnswer(KernelAnswer.Asked.ECHO, came, "EPERM");
    return Access.CAPTURE.after(
        new Tally(3, 0, 0)
            .beside(
                new ProgramTraffic(
                    Optional.of(answer), Optional.empty(), Optional.empty(), Optional.empty())));
  }

  @Test
  void reportsProgramsOnlyWhereTheyGetAnAnswerOrCannotSend() {
    assertEquals("answer", afterKernel(KernelAnswer.Came.ANSWER).summary().programs().answer());
    assertEquals("not-sent", afterKernel(KernelAnswer.Came.NOT_SENT).summary().programs().answer());
    assertNull(afterKernel(KernelAnswer.Came.NOTHING).summary());
    assertNull(afterKernel(KernelAnswer.Came.REFUSED).summary());
    assertTrue(rows(afterKernel(KernelAnswer.Came.NOT_SENT)).contains("EPERM"));
    assertTrue(
        String.join(" ", afterKernel(KernelAnswer.Came.ANSWER).lines(Style.PLAIN))
            .contains("programs here do get an answer"));
  }

  @Test
  void linesFitTheTerminal() {
    for (int width : new int[] {1, 40, 60, 80, 200}) {
      for (String line : Access.UDP_SOCKETS.lines(new Style(true, false, width))) {
        assertTrue(line.length() <= Math.max(40, width), line);
      }
    }
  }

  @Test
  void reportsAPause() {
    Access access = Access.CAPTURE.after(new Tally(1, 1, 0).afterPauses(8_000_000_000L));
    assertEquals(8000.0, access.summary().pausedMs());
    Sheet sheet = new Sheet(Style.PLAIN);
    access.rows(sheet);
    assertEquals(
        List.of("  Paused         jnet did not run for 8000 ms (it was stopped, or this machine"),
        sheet.toString().lines().limit(1).toList());
  }
}
