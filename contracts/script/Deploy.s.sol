// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Bazaar} from "../src/game/Bazaar.sol";
import {Hourglass} from "../src/game/Hourglass.sol";
import {DeploySession} from "./DeploySession.s.sol";

/// @title Deploy
/// @notice Deploys the game, and the session contracts for it as {DeploySession} does.
/// @dev Environment: DEPLOYER_KEY, SPONSOR_SIGNER, DEPLOYMENT_FILE; and the optional variables of {DeploySession}, except the
/// terms, which the game sets.
contract Deploy is DeploySession {
    string private constant NAME = "Hourglass";
    /// @dev A session lasts an hour at most.
    uint48 private constant MAX_DURATION_SECONDS = 1 hours;
    uint48 private constant OWNER_DELAY_SECONDS = 1 days;

    function run() external override {
        uint256 key = vm.envUint("DEPLOYER_KEY");
        vm.startBroadcast(key);
        Hourglass game = Hourglass(_create(type(Hourglass).creationCode, ""));
        address bazaar = _create(type(Bazaar).creationCode, abi.encode(game.ITEMS(), game.SAND()));
        SessionContracts memory made = _deploySession(
            Terms({
                name: NAME,
                rolesOwner: vm.envOr("ROLES_OWNER", vm.addr(key)),
                sponsor: vm.envAddress("SPONSOR_SIGNER"),
                maxDurationSeconds: MAX_DURATION_SECONDS,
                ownerDelaySeconds: OWNER_DELAY_SECONDS,
                playTargets: _guestsPlay(address(game))
            })
        );
        vm.stopBroadcast();

        string memory file = "deployment";
        _serializeSession(file, NAME, made);
        vm.serializeAddress(file, "sand", address(game.SAND()));
        vm.serializeAddress(file, "items", address(game.ITEMS()));
        vm.serializeAddress(file, "bazaar", bazaar);
        vm.writeJson(vm.serializeAddress(file, "hourglass", address(game)), vm.envString("DEPLOYMENT_FILE"));
    }

    /// @dev Guests, whose owner is a device key, may call only the game.
    function _guestsPlay(address game) private pure returns (address[] memory playTargets) {
        playTargets = new address[](1);
        playTargets[0] = game;
    }
}
