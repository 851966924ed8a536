// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    Execution,
    IERC7579Execution,
    IERC7579ModuleConfig
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {IStakeManager} from "@account-abstraction/contracts/interfaces/IStakeManager.sol";

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {GameSession} from "./GameSession.sol";

/// @dev A thief holds the session key and tries to get more than play.
contract EscalationTest is GameSession {
    address private _self;

    function setUp() public override {
        super.setUp();
        enable(makeGameGrant());
        _self = address(account);
    }

    function test_selfCallToExecute_isRefused() public {
        expectNotPermitted(_self, callMove(hex"02"));
        expectNotPermitted(_self, abi.encodeCall(account.runTogether, ()));
        expectNotPermitted(_self, abi.encodeCall(IERC7579ModuleConfig.installModule, (1, address(target), "")));
        expectNotPermitted(_self, abi.encodeCall(IERC7579ModuleConfig.uninstallModule, (1, address(validator), "")));
    }

    /// @dev Owner, guardians and pending changes are out of reach of a session, in a call and as the operation itself.
    function test_callsOfTheOwner_areRefused() public {
        bytes[] memory calls = _ofTheOwner();
        for (uint256 i = 0; i < calls.length; ++i) {
            expectNotPermitted(_self, calls[i]);
            bytes memory reason = abi.encodeWithSelector(
                ISessionValidator.CallDataNotExecute.selector, bytes4(calls[i]), IERC7579Execution.execute.selector
            );
            expectRefused(use(makeGameGrant(), calls[i], hint(0)), reason);
        }
        assertEq(account.owner(), ownerBytes(), "the owner's");
    }

    function test_nestedBatch_isRefused() public {
        Execution[] memory inner = new Execution[](1);
        inner[0] = Execution(address(sand), 0, abi.encodeCall(sand.transfer, (bundler, 1)));
        expectNotPermittedBehindAStep(_self, batch(inner));
        expectNotPermittedBehindAStep(_self, packed(inner));
    }

    /// @dev ERC-7579 accounts may treat the zero address as themselves; so zero is a target like any other here.
    function test_zeroAddressTakenForSelf_isRefused() public {
        bytes[] memory calls = _ofTheOwner();
        for (uint256 i = 0; i < calls.length; ++i) {
            expectNotPermitted(address(0), calls[i]);
        }
    }

    function test_callsToTheSessionModule_toCreateOrWiden_areRefused() public {
        Grant memory wider = makeGameGrant();
        wider.nonceKey = laneOf(8);
        wider.maxSpend = type(uint96).max;
        bytes memory signature = signAsSession(SESSION_KEY, grantDigest(wider));
        bytes memory data = bytes.concat(packedOf(wider), signature);
        bytes memory key = keyBytes(SESSION_KEY);
        address to = address(validator);
        expectNotPermitted(to, abi.encodeCall(validator.enable, (_self, key, wider.paymaster, wider.nonceKey, data)));
        expectNotPermitted(to, abi.encodeCall(validator.revoke, (bytes32(0))));
        expectNotPermitted(to, abi.encodeCall(validator.revokeAll, ()));
        expectNotPermitted(to, abi.encodeCall(validator.onInstall, ("")));
        expectNotPermitted(to, abi.encodeCall(validator.onUninstall, ("")));
        expectNotPermitted(to, abi.encodeCall(validator.setNote, (_self, 0, 0, 1)));
        expectNotPermitted(to, abi.encodeCall(validator.setNoteOf, (_self, key, 0, wider.nonceKey, 1)));
    }

    /// @dev Refused as an operation's call data, and there is nothing to upgrade: not even the owner can.
    function test_upgrade_isRefused_andTheAccountHasNone() public {
        bytes memory upgrade = abi.encodeWithSignature("upgradeToAndCall(address,bytes)", address(target), "");
        expectRefused(
            use(makeGameGrant(), upgrade, hint(0)),
            abi.encodeWithSelector(
                ISessionValidator.CallDataNotExecute.selector, bytes4(upgrade), IERC7579Execution.execute.selector
            )
        );
        expectNotPermitted(_self, upgrade);
        bytes32 code = _self.codehash;
        (bool success,) = handleAndRead(ownerOperation(single(_self, 0, upgrade)));
        assertFalse(success, "the owner finds no such function");
        assertEq(_self.codehash, code, "the same code");
    }

    function test_nonceAndDepositCalls_areRefused() public {
        address to = address(entryPoint);
        expectNotPermitted(to, abi.encodeWithSignature("incrementNonce(uint192)", lane()));
        expectNotPermitted(to, abi.encodeCall(IStakeManager.withdrawTo, (bundler, 1 ether)));
        expectNotPermitted(to, abi.encodeCall(IStakeManager.unlockStake, ()));
        assertEq(IEntryPoint(entryPoint).balanceOf(_self), 10 ether, "the account's deposit");
    }

    function _ofTheOwner() private view returns (bytes[] memory calls) {
        calls = new bytes[](6);
        calls[0] = abi.encodeCall(account.changeOwner, (signerBytes(SESSION_KEY), ""));
        bytes[] memory guardians = new bytes[](1);
        guardians[0] = abi.encodePacked(bundler);
        calls[1] = abi.encodeCall(account.setGuardians, (guardians, 1));
        calls[2] = abi.encodeCall(account.cancelChange, ());
        calls[3] = abi.encodeCall(account.takeBack, (""));
        calls[4] = abi.encodeCall(account.finishChange, ());
        calls[5] = abi.encodeCall(account.release, ());
    }
}
