// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7579Module} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {IOther, OtherTest} from "./OtherTest.sol";

/// @dev Each way in which a session ends, and what it may not reach until then; the same on every account.
abstract contract OtherEndings is OtherTest {
    function test_revokeByTheAccount_endsOne() public {
        (Grant memory grant, Grant memory sister) = _two();
        ownerCalls(address(validator), abi.encodeCall(ISessionValidator.revoke, (sessionOf(grant))));
        _onlyOneEnded(grant, sister);
    }

    function test_revokeByTheOwnersSignature_endsOne() public {
        (Grant memory grant, Grant memory sister) = _two();
        bytes32 session = sessionOf(grant);
        bytes memory signature = signAsOwner(validator.hashRevoke(address(other), session));
        validator.revokeByOwner(address(other), session, signature);
        _onlyOneEnded(grant, sister);
    }

    function test_revokeBySessionKey_endsOne() public {
        (Grant memory grant, Grant memory sister) = _two();
        bytes32 rulesHash = keccak256(rulesOf(grant));
        bytes memory signature = signAsSession(SESSION_KEY, validator.hashRevoke(address(other), sessionOf(grant)));
        validator.revokeBySessionKey(
            address(other), keyBytes(SESSION_KEY), rulesHash, address(0), grant.nonceKey, signature
        );
        _onlyOneEnded(grant, sister);
    }

    function test_revokeAllByTheAccount_endsEach() public {
        (Grant memory grant, Grant memory sister) = _two();
        ownerCalls(address(validator), abi.encodeCall(ISessionValidator.revokeAll, ()));
        _refused(grant);
        _refused(sister);
    }

    function test_revokeAllByTheOwnersSignature_endsEach() public {
        (Grant memory grant, Grant memory sister) = _two();
        bytes32 epoch = validator.epochOf(address(other));
        bytes memory signature = signAsOwner(validator.hashRevokeAll(address(other), epoch));
        validator.revokeAllByOwner(address(other), epoch, signature);
        _refused(grant);
        _refused(sister);
    }

    function test_aThiefsSignature_endsNothing() public {
        Grant memory grant = opened();
        bytes32 session = sessionOf(grant);
        bytes memory forged = signatureOf(THIEF_KEY, validator.hashRevoke(address(other), session));
        vm.expectRevert();
        validator.revokeByOwner(address(other), session, forged);
        play(grant);
    }

    function test_uninstall_endsEachAndInstallingAgainWakesNone() public {
        (Grant memory grant, Grant memory sister) = _two();
        Grant memory unused = otherGrant();
        unused.maxActions = 7;
        asOwner(abi.encodeCall(IOther.uninstallModule, (1, address(validator), uninstallData())));
        assertFalse(other.isModuleInstalled(1, address(validator), ""), "gone");
        assertTrue(ends(grant) && ends(sister));
        refuseAny(use(grant, callPlay(1), hint(0)));
        asOwner(abi.encodeCall(IOther.installModule, (1, address(validator), installData())));
        _refused(grant);
        _refused(sister);
        bytes memory reason = abi.encodeWithSelector(
            ISessionValidator.GrantWrongEpoch.selector, unused.epoch, validator.epochOf(address(other))
        );
        refuse(first(unused, callPlay(1), hint(0)), reason);
        Grant memory anew = otherGrant();
        anew.nonceKey = laneOf(8);
        enable(anew);
        play(anew);
    }

    /// @dev The way back for an account that removed the module without telling it, and so could not install it again.
    function test_uninstallTold_endsEach() public {
        Grant memory grant = opened();
        ownerCalls(address(validator), abi.encodeCall(IERC7579Module.onUninstall, ("")));
        _refused(grant);
        ownerCalls(address(validator), abi.encodeCall(IERC7579Module.onInstall, ("")));
        _refused(grant);
    }

    /// @dev See docs/lifting.md: these accounts do not report a change of owner. Unused grants become invalid, though.
    function test_changeOfOwner_endsNoSession() public {
        Grant memory grant = opened();
        Grant memory unused = otherGrant();
        unused.maxActions = 7;
        bytes memory before = signGrant(unused);
        changeOwner(vm.addr(THIEF_KEY));
        play(grant);
        refuseAny(signFirst(operation(unused, callPlay(1)), unused, hint(0), 0, before));
        bytes32 epoch = validator.epochOf(address(other));
        bytes memory signature = signatureOf(THIEF_KEY, validator.hashRevokeAll(address(other), epoch));
        validator.revokeAllByOwner(address(other), epoch, signature);
        _refused(grant);
    }

    // ---------------------------------------------------------------- reach

    function test_knownTargets_areForbidden() public {
        address[4] memory known = [address(other), address(validator), address(entryPoint), address(forbiddenModule())];
        for (uint256 i = 0; i < known.length; ++i) {
            Grant memory grant = otherGrant();
            grant.permissions[0].target = known[i];
            bytes memory reason = abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, known[i]);
            refuse(first(grant, callPlay(1), hint(0)), reason);
        }
    }

    function test_anotherLane_isAnotherSession() public {
        Grant memory grant = opened();
        Grant memory elsewhere = otherGrant();
        elsewhere.nonceKey = laneOf(8);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(elsewhere));
        refuse(use(elsewhere, callPlay(1), hint(0)), reason);
        play(grant);
    }

    /// @dev Where the owner is asked, a session key has no power.
    function test_ownersLane_isNotTheSessions() public {
        Grant memory grant = opened();
        grant.nonceKey = ownerLane();
        refuseAny(use(grant, callPlay(1), hint(0)));
        assertEq(target.played(), 0);
    }

    function test_sessionKey_signsNoMessages() public {
        opened();
        bytes32 hash = keccak256("an order");
        bytes memory signature = messageBy(address(validator), signAsSession(SESSION_KEY, hash));
        try other.isValidSignature(hash, signature) returns (bytes4 answer) {
            assertNotEq(answer, bytes4(0x1626ba7e));
        } catch {}
    }

    /// @dev A module of the account that the session module can ask about.
    function forbiddenModule() internal view virtual returns (address) {
        return address(ownerValidator);
    }

    /// @dev ERC-1271 by an installed validator.
    function messageBy(address module, bytes memory signature) internal pure virtual returns (bytes memory) {
        return abi.encodePacked(module, signature);
    }

    // ---------------------------------------------------------------- helpers

    function _two() private returns (Grant memory grant, Grant memory sister) {
        grant = opened();
        play(grant);
        sister = otherGrant();
        sister.nonceKey = laneOf(9);
        enable(sister);
        play(sister);
    }

    function _onlyOneEnded(Grant memory grant, Grant memory sister) private {
        _refused(grant);
        play(sister);
    }

    function _refused(Grant memory grant) private {
        refuse(
            use(grant, callPlay(1), hint(0)),
            abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(grant))
        );
    }
}
