package dev.jnet.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.link.Frame;
import dev.jnet.link.LinkType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that a diagnosis around others does not pass on is lost without a word. */
class ForwardingDiagnosisTest {
  private final Probe probe = new Packets(4, LinkType.RAW_IP).probe();
  private final Frame frame = new Frame(LinkType.RAW_IP, new byte[20], 20, 1, false);
  private final RecordingDiagnosis inner = new RecordingDiagnosis("inner", probe);
  private final Diagnosis<String> outer = new ForwardingDiagnosis<>(inner) {};

  /** A method with a default body is easily forgotten: the compiler does not ask for it. */
  @ParameterizedTest
  @ValueSource(classes = {ForwardingDiagnosis.class, Several.class})
  void everyMethodOfADiagnosisIsPassedOn(Class<?> around) {
    for (Method method : Diagnosis.class.getDeclaredMethods()) {
      boolean own =
          Arrays.stream(around.getDeclaredMethods())
              .anyMatch(
                  each ->
                      each.getName().equals(method.getName())
                          && !Modifier.isAbstract(each.getModifiers()));
      assertTrue(own, () -> around.getSimpleName() + " inherits " + method.getName());
    }
  }

  @Test
  void whatIsToldReachesTheInnerOne() {
    outer.accept(Packets.refusal(probe));
    outer.arrives(frame);
    outer.overhear(frame);
    outer.filtered(frame);
    outer.left(probe, 1);
    outer.missedFrames();

    assertEquals(
        List.of("accept", "arrives", "overhear", "filtered", "left", "missedFrames"), inner.told);
  }

  @Test
  void whatTheInnerOneSaysIsTheAnswer() {
    inner.wakeAt = 77;
    inner.done = true;
    inner.settled.add(probe);

    assertEquals(Optional.of(probe), outer.next(0));
    assertEquals(List.of(probe), outer.takeSettled());
    assertEquals(77, outer.wakeAt());
    assertTrue(outer.done());
    assertEquals("inner", outer.result());
  }
}
