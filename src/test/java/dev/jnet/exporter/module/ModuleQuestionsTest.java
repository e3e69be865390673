package dev.jnet.exporter.module;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jnet.batch.OpenedTarget;
import dev.jnet.batch.TargetQuestion;
import dev.jnet.console.Console;
import dev.jnet.exporter.AllowedTargets;
import dev.jnet.exporter.ModuleKind;
import dev.jnet.exporter.ProbeAnswer;
import dev.jnet.exporter.ProbeModule;
import dev.jnet.exporter.ProbeModules;
import dev.jnet.exporter.ProbeOrder;
import dev.jnet.exporter.TargetState;
import dev.jnet.host.Family;
import dev.jnet.network.Network;
import dev.jnet.options.NetworkOptions;
import dev.jnet.probe.Tally;
import dev.jnet.report.Style;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModuleQuestionsTest {
  private static final ModuleQuestions QUESTIONS =
      new ModuleQuestions(new ModuleQuestions.Commands(null, null), AllowedTargets.any());

  private static Network network() throws IOException {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return Network.open(
        new NetworkOptions(
            Family.ANY,
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.of("home"),
            0,
            Optional.of(1L),
            Optional.empty(),
            false,
            0,
            false,
            true,
            Optional.empty()),
        new Console(nowhere, nowhere, false, false, Map.of()),
        () -> false);
  }

  /** On a busy machine the time of a probe may be over before the pace lets it begin. */
  @ParameterizedTest
  @EnumSource(
      value = ModuleKind.class,
      names = {"HTTP", "DOCTOR"},
      mode = EnumSource.Mode.EXCLUDE)
  void failsWhereNoPacketCouldLeaveInTime(ModuleKind kind) throws IOException {
    ProbeModule module =
        ProbeModules.builtIn().all().stream()
            .filter(each -> each.kind() == kind)
            .findFirst()
            .orElseThrow();
    try (Network network = network()) {
      String target = kind == ModuleKind.ARP ? "nas.lab.test" : "www.lab.test";
      ProbeOrder order =
          new ProbeOrder(
              module,
              target,
              network.names().resolve(target),
              System.nanoTime() + Nanos.SECOND,
              new CompletableFuture<>(),
              false);
      OpenedTarget opened = QUESTIONS.of(kind).open(order, network, new TargetState());
      ProbeAnswer answer = unasked(opened.question().apply(opened.path().to(MacAddress.ZERO)));
      assertFalse(answer.success(), answer::toString);
      assertFalse(answer.text(Style.PLAIN).isEmpty());
    }
  }

  private static <R> ProbeAnswer unasked(TargetQuestion<R> question) {
    R result = question.diagnosis().result();
    return (ProbeAnswer) question.answer().of(result, new Tally(0, 0, 0), 0);
  }
}
