// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC7579Utils} from "@openzeppelin/contracts/account/utils/draft-ERC7579Utils.sol";
import {AccountERC7579} from "@openzeppelin/contracts/account/extensions/draft-AccountERC7579.sol";
import {IERC7579ModuleConfig} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {AnyModule} from "../support/Modules.sol";
import {Target} from "../support/Target.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Vault} from "../support/Vault.sol";

/// @dev A stand-in for a future module: whoever knows its password may act.
contract NextGeneration {
    function onInstall(bytes calldata) external {}
    function onUninstall(bytes calldata) external {}

    function isModuleType(uint256 kind) external pure returns (bool) {
        return kind == 1;
    }

    function validateUserOp(PackedUserOperation calldata op, bytes32) external pure returns (uint256) {
        return keccak256(op.signature) == keccak256("the word") ? 0 : 1;
    }
}

/// @dev The owner's operations install and remove modules; each change ends every session, and nothing is lost.
contract LaterModuleTest is Vault {
    function test_theNextGeneration_replacesThisOne() public {
        Grant memory grant = makeGrant();
        handle(first(grant, callPlay(1), hint(0)));
        Grant memory unused = makeGrant();
        unused.nonceKey = laneOf(9);
        PackedUserOperation memory late = first(unused, callPlay(1), hint(0));
        bytes32 before = holdings();
        NextGeneration next = new NextGeneration();
        ownerDoes(_install(1, address(next), ""));
        assertFalse(sessionNow(grant).isLive, "sessions ended");
        assertTrue(account.isModuleInstalled(1, address(validator), ""), "both are there");
        ownerDoes(abi.encodeCall(account.uninstallModule, (1, address(validator), "")));
        assertFalse(account.isModuleInstalled(1, address(validator), ""), "retired");
        assertEq(holdings(), before, "nothing is lost");

        PackedUserOperation memory op = ownerOperation(callPlay(5));
        op.nonce = uint256(uint160(address(next))) << 96;
        op.signature = "the word";
        handle(op);
        assertEq(target.played(), 6, "the next generation acts");
        op.nonce = entryPoint.getNonce(address(account), uint192(op.nonce >> 64));
        op.signature = "another";
        expectFailed(op, "AA24 signature error");

        expectRefused(use(grant, callPlay(1), hint(0)), _notLive(grant));
        expectRefused(
            late,
            abi.encodeWithSelector(
                ISessionValidator.GrantWrongEpoch.selector, unused.epoch, validator.epochOf(address(account))
            )
        );
        Grant memory again = makeGrant();
        again.nonceKey = laneOf(10);
        expectRefused(
            first(again, callPlay(1), hint(0)),
            abi.encodeWithSelector(ISessionValidator.ModuleNotInstalled.selector, account)
        );
        ownerDoes(callPlay(1));
    }

    function test_theRetiredModule_comesBackWithoutItsSessions() public {
        Grant memory grant = makeGrant();
        enable(grant);
        for (uint256 i = 0; i < 2; ++i) {
            bytes32 epoch = validator.epochOf(address(account));
            vm.expectEmit(address(account));
            emit IERC7579ModuleConfig.ModuleUninstalled(1, address(validator));
            ownerDoes(abi.encodeCall(account.uninstallModule, (1, address(validator), "")));
            _expectUninstalled();
            vm.expectEmit(address(account));
            emit IERC7579ModuleConfig.ModuleInstalled(1, address(validator));
            ownerDoes(_install(1, address(validator), ""));
            _expectInstalled();
            assertTrue(validator.epochOf(address(account)) != epoch, "a new epoch");
            assertTrue(validator.isInitialized(address(account)), "installed");
        }
        expectRefused(use(grant, callPlay(1), hint(0)), _notLive(grant));
        grant = makeGrant();
        grant.nonceKey = laneOf(8);
        handle(first(grant, callPlay(2), hint(0)));
        assertEq(target.played(), 2, "anew");
    }

    function test_installing_endsEverySession_andSoDoesUninstalling() public {
        for (uint256 kind = 1; kind <= 3; ++kind) {
            AnyModule module = new AnyModule(kind);
            bytes memory data = kind == 3 ? abi.encodePacked(AnyModule.play.selector) : bytes("");
            Grant memory grant = makeGrant();
            grant.nonceKey = laneOf(uint32(kind));
            enable(grant);
            ownerDoes(_install(kind, address(module), data));
            assertFalse(sessionNow(grant).isLive, "one that comes");
            assertTrue(account.isModuleInstalled(kind, address(module), data), "there");
            ownerFails(_install(kind, address(module), data));
            grant = makeGrant();
            grant.nonceKey = laneOf(uint32(100 + kind));
            enable(grant);
            ownerDoes(abi.encodeCall(account.uninstallModule, (kind, address(module), data)));
            assertFalse(sessionNow(grant).isLive, "one that goes");
            assertFalse(account.isModuleInstalled(kind, address(module), data), "gone");
            ownerFails(abi.encodeCall(account.uninstallModule, (kind, address(module), data)));
        }
    }

    function test_anExecutor_acts_whileItIsInstalled() public {
        bytes memory call = abi.encodePacked(target, uint256(0), abi.encodeCall(Target.play, (4)));
        vm.expectRevert(
            abi.encodeWithSelector(ERC7579Utils.ERC7579UninstalledModule.selector, 2, address(thiefsModule))
        );
        vm.prank(address(thiefsModule));
        account.executeFromExecutor(0, call);
        ownerDoes(_install(2, address(thiefsModule), ""));
        vm.prank(address(thiefsModule));
        account.executeFromExecutor(0, call);
        assertEq(target.played(), 4, "acted");
        ownerDoes(abi.encodeCall(account.uninstallModule, (2, address(thiefsModule), "")));
        vm.expectRevert();
        vm.prank(address(thiefsModule));
        account.executeFromExecutor(0, call);
    }

    function test_aFallbackHandler_answers_whileItIsInstalled() public {
        AnyModule module = new AnyModule(3);
        bytes memory data = abi.encodePacked(AnyModule.play.selector);
        bytes memory missing =
            abi.encodeWithSelector(AccountERC7579.ERC7579MissingFallbackHandler.selector, AnyModule.play.selector);
        vm.expectRevert(missing);
        AnyModule(address(account)).play(1);
        ownerDoes(_install(3, address(module), data));
        AnyModule(address(account)).play(1);
        ownerDoes(abi.encodeCall(account.uninstallModule, (3, address(module), data)));
        vm.expectRevert(missing);
        AnyModule(address(account)).play(1);
    }

    function test_hooksAndUnknownTypes_areRefused() public {
        assertFalse(account.supportsModule(4), "said so");
        AnyModule hook = new AnyModule(4);
        vm.prank(address(account));
        vm.expectRevert(abi.encodeWithSelector(ERC7579Utils.ERC7579UnsupportedModuleType.selector, 4));
        account.installModule(4, address(hook), "");
        vm.prank(address(account));
        vm.expectRevert(
            abi.encodeWithSelector(ERC7579Utils.ERC7579MismatchedModuleTypeId.selector, 2, address(validator))
        );
        account.installModule(2, address(validator), "");
        assertFalse(account.isModuleInstalled(0, address(validator), ""), "of a type that there is not");
    }

    function test_standing_saysWhatTheModuleMustKnow() public {
        AnyModule next = new AnyModule(1);
        _expectStanding(address(validator), true, false);
        _expectStanding(address(next), false, true);
        ownerDoes(_install(1, address(next), ""));
        _expectStanding(address(validator), true, true);
        _expectStanding(address(next), true, true);
        ownerDoes(abi.encodeCall(account.uninstallModule, (1, address(validator), "")));
        _expectStanding(address(validator), false, true);
        ownerDoes(abi.encodeCall(account.uninstallModule, (1, address(next), "")));
        _expectStanding(address(validator), false, false);
    }

    /// @dev A target that becomes a module is out of reach of earlier grants.
    function test_aModule_isNoTarget() public {
        ownerDoes(_install(2, address(thiefsModule), ""));
        Grant memory grant = makeGrant();
        grant.permissions[0].target = address(thiefsModule);
        expectRefused(
            first(grant, single(address(thiefsModule), 0, abi.encodeCall(AnyModule.play, (1))), hint(0)),
            abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, thiefsModule)
        );
    }

    function _expectInstalled() private {
        bytes4 reason = ERC7579Utils.ERC7579AlreadyInstalledModule.selector;
        vm.prank(address(account));
        vm.expectRevert(abi.encodeWithSelector(reason, 1, address(validator)));
        account.installModule(1, address(validator), "");
    }

    function _expectUninstalled() private {
        bytes4 reason = ERC7579Utils.ERC7579UninstalledModule.selector;
        vm.prank(address(account));
        vm.expectRevert(abi.encodeWithSelector(reason, 1, address(validator)));
        account.uninstallModule(1, address(validator), "");
    }

    function _expectStanding(address asker, bool hasSender, bool hasOthers) private {
        vm.prank(asker);
        (bytes4 magic, bool sender, bool others, bool isConfined) = account.standing();
        assertEq(magic, account.standing.selector, "magic");
        assertEq(sender, hasSender, "the asker");
        assertEq(others, hasOthers, "others");
        assertFalse(isConfined, "confined");
    }

    function _install(uint256 kind, address module, bytes memory data) private view returns (bytes memory) {
        return abi.encodeCall(account.installModule, (kind, module, data));
    }

    function _notLive(Grant memory grant) private view returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(grant));
    }
}
