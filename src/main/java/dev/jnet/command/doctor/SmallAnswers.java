package dev.jnet.command.doctor;

import dev.jnet.doctor.StepResult;
import dev.jnet.network.Ports;
import dev.jnet.probe.Tally;
import java.io.IOException;
import java.util.List;

/**
 * What small packets found out.
 *
 * @param tally what was sent and received for it
 */
record SmallAnswers(List<StepResult> results, Tally tally) {
  /** How often they are sent again where frames were not captured. */
  private static final int MAX_REPEATS = 3;

  /**
   * Asks, and asks again where this machine did not capture every frame: what it missed may have
   * been answers, and nobody is blamed for that.
   */
  static SmallAnswers ask(DoctorRun run, DoctorTarget target, RouteStep route, Ports.PortSet ports)
      throws IOException {
    SmallAnswers answers = once(run, target, route, ports);
    for (int i = 0; i < MAX_REPEATS && answers.isIncomplete() && !run.isStopped(); i++) {
      answers = once(run, target, route, ports);
    }
    return answers;
  }

  private static SmallAnswers once(
      DoctorRun run, DoctorTarget target, RouteStep route, Ports.PortSet ports) throws IOException {
    SmallPackets packets = new SmallPackets(run, target, route, ports);
    return new SmallAnswers(packets.ask(), packets.tally());
  }

  private boolean isIncomplete() {
    return tally.uncaptured() > 0;
  }
}
