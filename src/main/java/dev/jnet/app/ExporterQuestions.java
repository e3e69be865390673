package dev.jnet.app;

import dev.jnet.command.doctor.DoctorForExporter;
import dev.jnet.command.walk.WalkForExporter;
import dev.jnet.exporter.module.ModuleQuestions;
import java.util.function.Supplier;

/** What the exporter has other commands do. Nothing of it is loaded before the exporter runs. */
final class ExporterQuestions implements Supplier<ModuleQuestions.Commands> {
  @Override
  public ModuleQuestions.Commands get() {
    String agent = new Version.UserAgent().get();
    return new ModuleQuestions.Commands(new WalkForExporter(agent), new DoctorForExporter(agent));
  }
}
