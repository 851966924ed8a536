// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC7579Execution, IERC7579ModuleConfig} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {IStakeManager} from "@account-abstraction/contracts/interfaces/IStakeManager.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {GameSession} from "./GameSession.sol";

/// @dev A thief holds the session key and wants to be more than the game lets him.
contract EscalationTest is GameSession {
    function setUp() public override {
        super.setUp();
        enable(makeGameGrant());
    }

    function test_selfCallToExecute_isRefused() public {
        expectNotPermitted(address(account), callMove(hex"02"));
        expectNotPermitted(
            address(account), abi.encodeCall(IERC7579ModuleConfig.installModule, (1, address(target), ""))
        );
        expectNotPermitted(address(account), abi.encodeCall(PlayerAccount.setOwner, (sessionKeyBytes())));
    }

    function test_nestedBatch_isRefused() public {
        Execution[] memory inner = new Execution[](1);
        inner[0] = Execution(address(sand), 0, abi.encodeCall(sand.transfer, (bundler, 1)));
        Execution[] memory outer = new Execution[](2);
        outer[0] = Execution(address(game), 0, abi.encodeCall(game.move, (hex"02")));
        outer[1] = Execution(address(account), 0, batch(inner));
        expectNotPermitted(batch(outer), 1, address(account), IERC7579Execution.execute.selector);
    }

    /// @dev ERC-7579 accounts may take the zero address for themselves; so zero is a target like any other here.
    function test_zeroAddressTakenForSelf_isRefused() public {
        bytes memory data = abi.encodeCall(PlayerAccount.setOwner, (sessionKeyBytes()));
        expectNotPermitted(address(0), data);
        Execution[] memory calls = new Execution[](1);
        calls[0] = Execution(address(0), 0, data);
        expectNotPermitted(batch(calls), 0, address(0), PlayerAccount.setOwner.selector);
    }

    function test_callsToTheSessionModule_toCreateOrWiden_areRefused() public {
        Grant memory wider = makeGameGrant();
        wider.sessionKey = sessionKeyBytes(THIEF_KEY);
        wider.maxSpend = type(uint96).max;
        bytes memory signature = signAsSession(SESSION_KEY, validator.hashGrant(wider));
        expectNotPermitted(address(validator), abi.encodeCall(validator.enable, (wider, signature)));
        expectNotPermitted(address(validator), abi.encodeCall(validator.revokeAll, ()));
        expectNotPermitted(address(validator), abi.encodeCall(validator.onInstall, ("")));
        expectNotPermitted(address(validator), abi.encodeCall(validator.onUninstall, ("")));
    }

    /// @dev Refused as an operation's call data, and there is nothing to reach: not even the owner can upgrade.
    function test_upgrade_isRefused_andTheAccountHasNone() public {
        bytes memory upgrade = abi.encodeWithSignature("upgradeToAndCall(address,bytes)", address(target), "");
        expectCallsRefused(
            upgrade,
            abi.encodeWithSelector(
                ISessionValidator.CallDataNotExecute.selector, bytes4(upgrade), IERC7579Execution.execute.selector
            )
        );
        expectNotPermitted(address(account), upgrade);
        bytes32 code = address(account).codehash;
        (bool success,) = handleAndRead(signOwner(operation(single(address(account), 0, upgrade))));
        assertFalse(success, "the owner finds no such function");
        assertEq(address(account).codehash, code, "the same code");
    }

    function test_nonceAndDepositCalls_areRefused() public {
        expectNotPermitted(address(entryPoint), abi.encodeWithSignature("incrementNonce(uint192)", lane()));
        expectNotPermitted(address(entryPoint), abi.encodeCall(IStakeManager.withdrawTo, (bundler, 1 ether)));
        expectNotPermitted(address(entryPoint), abi.encodeCall(IStakeManager.unlockStake, ()));
        assertEq(IEntryPoint(entryPoint).balanceOf(address(account)), 10 ether, "the account's deposit");
    }
}
