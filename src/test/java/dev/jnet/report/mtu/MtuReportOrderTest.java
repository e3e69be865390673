package dev.jnet.report.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.finding.Finding;
import dev.jnet.finding.PathFinding;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MtuReportOrderTest {
  @Test
  void printsEachFindingAboutAPathAndNamesNoOther() {
    Set<String> known = new TreeSet<>();
    for (Class<?> subject : PathFinding.class.getPermittedSubclasses()) {
      for (Class<?> kind : subject.getPermittedSubclasses()) {
        known.add(Finding.code(kind.asSubclass(Finding.class)));
      }
    }
    Set<String> printed = new TreeSet<>(MtuReport.ORDER);
    assertEquals(MtuReport.ORDER.size(), printed.size());
    printed.add(IgnoredText.CODE);
    assertEquals(known, printed);
  }
}
