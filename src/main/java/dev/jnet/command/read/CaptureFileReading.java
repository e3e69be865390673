package dev.jnet.command.read;

import dev.jnet.capture.CaptureAnalysis;
import dev.jnet.capture.CaptureSummary;
import dev.jnet.capture.CapturedPacket;
import dev.jnet.console.CommandException;
import dev.jnet.doctor.CaptureOpinion;
import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.link.LinkException;
import dev.jnet.link.file.CaptureReader;
import dev.jnet.link.file.StoredFrame;
import dev.jnet.report.read.CaptureReading;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads a capture file to its end, or as far as it can be read.
 *
 * @param stopped whether to stop before
 */
record CaptureFileReading(CaptureAnalysis.Selection selection, BooleanSupplier stopped) {
  CaptureReading read(String file) throws IOException {
    CaptureAnalysis analysis = new CaptureAnalysis(selection);
    try (CaptureReader reader = OwnProcess.readingForUser(() -> CaptureReader.open(file))) {
      Optional<StoredFrame> next = reader.next(CaptureAnalysis.ENOUGH);
      long number = 0;
      while (next.isPresent() && !stopped.getAsBoolean()) {
        number++;
        analysis.accept(
            new CapturedPacket(
                number, next.get().stamp(), next.get().linkType(), next.get().bytes()));
        next = reader.next(CaptureAnalysis.ENOUGH);
      }
      analysis.uncaptured(reader.uncaptured());
      CaptureSummary summary = analysis.summary();
      Optional<String> trouble =
          reader
              .trouble()
              .map(why -> file + ": only " + summary.frames() + " frames can be read: " + why);
      return new CaptureReading(
          file, summary, CaptureOpinion.of(summary), trouble, selection.flow());
    } catch (LinkException e) {
      throw new CommandException("usage", file + ": " + e.getMessage());
    }
  }
}
