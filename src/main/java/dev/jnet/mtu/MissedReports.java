package dev.jnet.mtu;

import dev.jnet.mtu.MtuResult.Report;
import java.util.List;

/**
 * Routers' reports that only another search of the same path has got, because routers limit how
 * many they send. A search without reports must not call a reported drop a black hole.
 */
public final class MissedReports {
  private MissedReports() {}

  /** A result, with the report that explains its black hole, if one of the others has it. */
  public static MtuResult added(MtuResult result, List<MtuResult> others) {
    if (!result.blackHole()) {
      return result;
    }
    for (MtuResult other : others) {
      for (Report report : other.reports()) {
        if (report.claim() == result.lower()) {
          return result.withReport(report);
        }
      }
    }
    return result;
  }
}
