// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Account as AccountBase} from "@openzeppelin/contracts/account/Account.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {AnyModule} from "../support/Modules.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Owner, modules, and who may touch either; every change ends every session.
contract PlayerAccountTest is StackTest {
    bytes private _newOwner = abi.encodePacked(vm.addr(THIEF_KEY));

    function test_setOwner_handsOverAndEndsEverySession() public {
        enable(makeGrant());
        Grant memory unused = makeGrant();
        unused.sessionKey = sessionKeyBytes(THIEF_KEY);
        bytes memory signature = signGrant(unused);
        vm.expectEmit(address(account));
        emit PlayerAccount.OwnerChanged(_newOwner);
        ownerCalls(address(account), abi.encodeCall(account.setOwner, (_newOwner)));

        assertEq(account.owner(), _newOwner, "owner");
        assertEq(validator.epochOf(address(account)), 2, "epoch");
        expectCallsRefused(callPlay(1), abi.encodeWithSelector(ISessionValidator.SessionEpochPassed.selector, 1, 2));
        vm.expectPartialRevert(ISessionValidator.GrantOwnerSignatureInvalid.selector);
        validator.enable(unused, signature);
        expectFailed(signOwner(operation(callPlay(1))), "AA24 signature error");
    }

    /// @dev Even where the old owner signs for the new epoch.
    function test_setOwner_theOldOwnerGrantsNothingMore() public {
        ownerCalls(address(account), abi.encodeCall(account.setOwner, (_newOwner)));
        Grant memory grant = makeGrant();
        assertEq(grant.epoch, 2, "the new epoch");
        expectFailed(signFirst(operation(callPlay(1)), grant), "AA24 signature error");
        grant = makeGrant();
        bytes memory signature = signSecp(THIEF_KEY, validator.hashGrant(grant));
        handle(signFirst(operation(callPlay(1)), grant, signature));
        assertEq(target.played(), 1, "the new owner does");
    }

    function test_setOwner_directlyFromAnOperation() public {
        (bool success,) = handleAndRead(signOwner(operation(abi.encodeCall(account.setOwner, (_newOwner)))));
        assertTrue(success, "called by the EntryPoint");
        assertEq(account.owner(), _newOwner, "owner");
    }

    function testFuzz_reverts_whenTheNewOwnerIsMalformed(bytes calldata seen) public {
        vm.startPrank(address(account));
        bytes memory short = seen.length < 20 ? seen : seen[:19];
        vm.expectRevert(abi.encodeWithSelector(PlayerAccount.OwnerMalformed.selector, short));
        account.setOwner(short);
        bytes memory zero = abi.encodePacked(address(0), seen);
        vm.expectRevert(abi.encodeWithSelector(PlayerAccount.OwnerMalformed.selector, zero));
        account.setOwner(zero);
    }

    function testFuzz_reverts_whenAStrangerTouchesTheAccount(address stranger) public {
        vm.assume(stranger != address(account) && stranger != address(entryPoint));
        bytes memory refusal = abi.encodeWithSelector(AccountBase.AccountUnauthorized.selector, stranger);
        PackedUserOperation memory op = operation(callPlay(1));
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        account.setOwner(_newOwner);
        vm.expectRevert(refusal);
        account.execute(bytes32(0), "");
        vm.expectRevert(refusal);
        account.installModule(1, address(target), "");
        vm.expectRevert(refusal);
        account.uninstallModule(1, address(validator), "");
        vm.expectRevert(refusal);
        account.validateUserOp(op, bytes32(0), 0);
        vm.expectRevert();
        account.executeFromExecutor(bytes32(0), abi.encodePacked(address(target), uint256(0)));
    }

    function testFuzz_reverts_whenInitializeIsNotCalledByTheFactory(address stranger) public {
        vm.assume(stranger != address(factory));
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(PlayerAccount.CallerNotFactory.selector, stranger, address(factory)));
        account.initialize();
    }

    function test_reverts_whenInitializeComesTwice() public {
        vm.prank(address(factory));
        vm.expectRevert();
        account.initialize();
    }

    function test_installingAModule_endsEverySession() public {
        for (uint256 moduleType = 1; moduleType <= 3; ++moduleType) {
            AnyModule module = new AnyModule(moduleType);
            uint32 epoch = validator.epochOf(address(account));
            bytes memory data = moduleType == 3 ? abi.encodePacked(AnyModule.play.selector) : bytes("");
            ownerCalls(address(account), abi.encodeCall(account.installModule, (moduleType, address(module), data)));
            assertEq(validator.epochOf(address(account)), epoch + 1, "installed");
            ownerCalls(address(account), abi.encodeCall(account.uninstallModule, (moduleType, address(module), data)));
            assertEq(validator.epochOf(address(account)), epoch + 2, "uninstalled");
        }
    }

    /// @dev What was a harmless target when it was granted is out of reach once it is a module.
    function test_aTargetThatBecomesAModule_isOutOfReach() public {
        AnyModule module = new AnyModule(2);
        Grant memory grant = makeGrant();
        grant.permissions[0].target = address(module);
        enable(grant);
        ownerCalls(address(account), abi.encodeCall(account.installModule, (2, address(module), "")));
        expectCallsRefused(
            single(address(module), 0, abi.encodeCall(AnyModule.play, (1))),
            abi.encodeWithSelector(ISessionValidator.SessionEpochPassed.selector, 1, 2)
        );
    }

    function test_sessionModule_raisesTheEpochOnceWhenItComesAndOnceWhenItGoes() public {
        ownerCalls(address(account), abi.encodeCall(account.uninstallModule, (1, address(validator), "")));
        assertEq(validator.epochOf(address(account)), 2, "gone");
        ownerCalls(address(account), abi.encodeCall(account.installModule, (1, address(validator), "")));
        assertEq(validator.epochOf(address(account)), 3, "back");
    }

    /// @dev The owner is never shut out: without any validator his own signature still works.
    function test_withoutTheSessionModule_theOwnerStillActs() public {
        ownerCalls(address(account), abi.encodeCall(account.uninstallModule, (1, address(validator), "")));
        ownerCalls(address(target), abi.encodeCall(target.forbidden, ()));
        assertEq(target.played(), type(uint256).max, "acted");
    }

    function test_constants() public view {
        assertEq(address(account.entryPoint()), address(entryPoint), "EntryPoint v0.8");
        assertEq(account.accountId(), "hourglass.playeraccount.1.0.0", "id");
        assertEq(address(account.SESSION_VALIDATOR()), address(validator), "module");
        assertEq(account.FACTORY(), address(factory), "factory");
    }
}
