// Loads a project of OmegaT 3 and writes omegat/project_stats_match.txt into it, without a display.
// usage: java -cp OmegaT.jar OmegatStatistics.java PROJECT CONFIG

import java.io.File;
import java.util.HashMap;
import org.omegat.core.Core;
import org.omegat.core.data.RealProject;
import org.omegat.core.statistics.CalcMatchStatistics;
import org.omegat.filters2.master.PluginUtils;
import org.omegat.gui.stat.BaseMatchStatisticsPanel;
import org.omegat.util.ProjectFileStorage;
import org.omegat.util.RuntimePreferences;

public class OmegatStatistics {
    /** Takes what the window would show. */
    static class NoPanel extends BaseMatchStatisticsPanel {
        NoPanel() {
            super(null);
        }

        public void setTable(String[] headers, String[][] rows) {}

        public void appendTable(String title, String[] headers, String[][] rows) {}

        public void appendTextData(String text) {}

        public void setTextData(String text) {}

        public void finishData() {}

        public void showProgress(int percent) {}

        public void setDataFile(String path) {}
    }

    public static void main(String[] arguments) throws Exception {
        RuntimePreferences.setConfigDir(arguments[1]);
        PluginUtils.loadPlugins(new HashMap<String, String>());
        Core.initializeConsole(new HashMap<String, String>());
        RealProject project = new RealProject(ProjectFileStorage.loadProjectProperties(new File(arguments[0])));
        Core.setProject(project);
        project.loadProject(true);
        CalcMatchStatistics statistics = new CalcMatchStatistics(new NoPanel(), false);
        statistics.start();
        statistics.join();
        System.exit(0);
    }
}
