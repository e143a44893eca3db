package dev.botyard.runtime;

import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.infra.secret.AdminTokenFile;
import dev.botyard.runtime.net.access.AdminToken;
import dev.botyard.runtime.net.access.ApiTokens;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.access.StoredSessions;
import dev.botyard.runtime.net.access.StoredTokens;
import dev.botyard.runtime.ops.admin.LoginRoutes;

/// Who is let in.
record HostAccess(AdminToken token, Operators operators, LoginRoutes login) {

    static HostAccess of(HostGround ground) {
        AdminToken token = new AdminToken(new AdminTokenFile(ground.home().adminTokenFile(), ground.options().environment()));
        Operators operators = new Operators(ground.home().secretKey(), token, ground.ticker(),
                new StoredSessions(ground.store().hostState()),
                new ApiTokens(new StoredTokens(ground.store().hostState()), ground.ticker()));
        return new HostAccess(token, operators, new LoginRoutes(operators, ground::publicAddress, Launcher.command()));
    }
}
